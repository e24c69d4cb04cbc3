import type { TimelineRecord } from '../../providers/azure-devops/client/builds';
import type { JobRequest } from '../../providers/azure-devops/client/types';

/** A job of the load from its queueing to its end. Times are milliseconds since 1970 by the server's clock. */
export interface LoadJob {
  readonly id: string;
  readonly name: string;
  readonly queued: number | undefined;
  /** When an agent was found for it. */
  readonly assigned: number | undefined;
  /** When the agent's worker began with it. */
  readonly started: number | undefined;
  readonly finished: number | undefined;
  readonly result: string | undefined;
  readonly agent: string | undefined;
  /** Why it did not do well, in the service's words. */
  readonly issue: string | undefined;
}

/** queued: no agent yet; starting: an agent has it; running: the agent's worker has begun. */
export type JobPhase = 'queued' | 'starting' | 'running' | 'finished';

export function phaseOf({ assigned, started, finished, result }: LoadJob): JobPhase {
  if (finished !== undefined || result !== undefined) return 'finished';
  if (started !== undefined) return 'running';
  return assigned === undefined ? 'queued' : 'starting';
}

/** What is known of a run's jobs at one moment. */
export interface Sources {
  /** Those of the run's plan; undefined when the identity may not read the agent pool. */
  readonly requests: readonly JobRequest[] | undefined;
  readonly records: readonly TimelineRecord[];
  /** When the run was created: from then on a job counts as queued when there are no requests. */
  readonly createdDate: number | undefined;
}

/**
 * Joins requests, which know when a job was queued, with the timeline, which knows when its worker began and ended. Both
 * have the job's id.
 */
export function joinJobs({ requests, records, createdDate }: Sources): readonly LoadJob[] {
  const byId = new Map((requests ?? []).flatMap((request) => (request.jobId ? [[request.jobId.toLowerCase(), request] as const] : [])));
  const jobRecords = new Map(records.filter(({ type }) => type === 'Job').map((record) => [record.id.toLowerCase(), record]));
  const ids = [...new Set([...jobRecords.keys(), ...byId.keys()])];
  return ids.map((id) => {
    const [request, record] = [byId.get(id), jobRecords.get(id)];
    return {
      id,
      name: record?.name ?? id,
      queued: requests === undefined ? createdDate : request?.queueTime,
      assigned: request?.assignTime,
      started: record?.startTime,
      finished: record?.finishTime ?? request?.finishTime,
      result: record?.result ?? request?.result ?? undefined,
      agent: record?.workerName ?? request?.reservedAgent?.name ?? undefined,
      issue: record?.issues?.find(({ type }) => type === 'error')?.message ?? undefined,
    };
  });
}
