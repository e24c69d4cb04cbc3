import type { LoadService } from './load-service';
import type { Progress } from './progress';

interface Tools {
  readonly service: Pick<LoadService, 'cancel'>;
  readonly progress: Progress;
  readonly stop: AbortSignal;
}

/** Does the work on a run. If that fails or is interrupted, it cancels the run; the result is undefined after an interruption. */
export async function cancellingOnFailure<T>(runId: number, tools: Tools, work: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    const result = await work();
    if (result === undefined) await cancelRun(runId, tools);
    return result;
  } catch (error) {
    await cancelRun(runId, tools);
    if (tools.stop.aborted) return undefined;
    throw error;
  }
}

export async function cancelRun(runId: number, { service, progress }: Pick<Tools, 'service' | 'progress'>): Promise<void> {
  progress.say(`Cancelling run ${runId}...`);
  await service.cancel(runId);
  progress.say(`Run ${runId} is cancelled: the service has accepted the request.`);
}
