import type { FakeDevOps } from '../../../fake-devops/fake-devops';
import type { Job } from '../../../fake-devops/state/job';
import type { Load, PlannedJob } from '../loads/load';
import type { JobRecord } from '../record';
import { timesFromNow } from './times-from-now';

/** A queued job of a load. */
export interface PlayedJob {
  readonly job: Job;
  readonly planned: PlannedJob;
}

/** Queues and cancels the jobs of a load at their times. Resolves after the last job is queued and the last cancellation is made. */
export async function play(devops: FakeDevOps, agentPool: string, { jobs }: Load, stop: AbortSignal): Promise<readonly PlayedJob[]> {
  const until = timesFromNow(stop);
  return Promise.all(
    jobs.map(async (planned) => {
      await until(planned.at);
      const job = devops.queueJob({ pool: agentPool, seconds: planned.runSeconds });
      if (planned.cancelAt !== undefined) {
        await until(planned.cancelAt);
        devops.cancelJob(job);
      }
      return { job, planned };
    }),
  );
}

/**
 * Describes a job by the timestamps of the fake Azure DevOps. A job starts with its first step, when the worker has started.
 * @param cpuSeconds of its pod until then, if known
 */
export function jobRecord({ job, planned }: PlayedJob, startMs: number, cpuSeconds?: number): JobRecord {
  const { record, request, result } = job;
  const since = (ms: number) => (ms - startMs) / 1000;
  return {
    queued: since(record.queueTime),
    cancelled: planned.cancelAt !== undefined,
    ...(record.startTime === undefined ? {} : { started: since(record.startTime) }),
    ...(request?.finishTime === undefined ? {} : { finished: since(request.finishTime) }),
    ...(result === undefined ? {} : { result }),
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
  };
}
