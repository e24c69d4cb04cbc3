import type { TimelineRecord } from '../../../providers/azure-devops/client/builds';
import type { JobRequest } from '../../../providers/azure-devops/client/types';
import type { LoadJob } from '../job';

/** What Azure DevOps says about the jobs of a run at one moment. */
export interface JobSources {
  /** The job requests of the run's plan; undefined if the identity may not read the agent pool. */
  readonly requests: readonly JobRequest[] | undefined;
  readonly records: readonly TimelineRecord[];
  /** When the run was created. Without requests, jobs count as queued since then. */
  readonly createdDate: number | undefined;
}

/**
 * Joins job requests, which state when a job was queued, with the records of the timeline, which state when its worker began
 * and ended. Both have the job's id.
 */
export function joinJobs({ requests, records, createdDate }: JobSources): readonly LoadJob[] {
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
