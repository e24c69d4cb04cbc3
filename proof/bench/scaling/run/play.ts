import type { Load, PlannedJob } from '../loads/load';
import type { JobRecord } from '../record';
import type { ServiceJob, ServiceSide } from '../services/side';
import { timesFromNow } from './times-from-now';

/** A queued job of a load. */
export interface PlayedJob {
  readonly job: ServiceJob;
  readonly planned: PlannedJob;
}

/** Queues and cancels the jobs of a load at their times. Resolves after the last job is queued and the last cancellation is made. */
export async function play(
  side: Pick<ServiceSide, 'queueJob' | 'cancelJob'>,
  { jobs }: Load,
  stop: AbortSignal,
): Promise<readonly PlayedJob[]> {
  const until = timesFromNow(stop);
  return Promise.all(
    jobs.map(async (planned) => {
      await until(planned.at);
      const job = side.queueJob(planned.runSeconds);
      if (planned.cancelAt !== undefined) {
        await until(planned.cancelAt);
        side.cancelJob(job);
      }
      return { job, planned };
    }),
  );
}

/**
 * Describes a job by the timestamps of the fake service.
 * @param cpuSeconds of its pod until then, if known
 */
export function jobRecord({ job, planned }: PlayedJob, startMs: number, cpuSeconds?: number): JobRecord {
  const { queueTime, startTime, finishTime, result } = job;
  const since = (ms: number) => (ms - startMs) / 1000;
  return {
    queued: since(queueTime),
    cancelled: planned.cancelAt !== undefined,
    ...(startTime === undefined ? {} : { started: since(startTime) }),
    ...(finishTime === undefined ? {} : { finished: since(finishTime) }),
    ...(result === undefined ? {} : { result }),
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
  };
}
