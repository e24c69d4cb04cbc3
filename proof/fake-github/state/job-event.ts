import type { JobRecord, JobResult } from './job-record';
import type { Run } from './run';

export type JobEventType = 'JobAvailable' | 'JobAssigned' | 'JobStarted' | 'JobCompleted';

/** What happened to a job, as one part of a message (actions/scaleset, types.go). */
export interface JobEvent {
  /** One of the types, or one that clients do not know. */
  readonly messageType: string;
  readonly runnerRequestId: number;
  readonly jobId: string;
  readonly [field: string]: unknown;
}

export interface EventDetails {
  readonly run: Run;
  /** Of a JobCompleted; the job itself may go on, with another assignment. */
  readonly result?: JobResult | undefined;
  /** Of a JobAvailable. */
  readonly acquireJobUrl?: string | undefined;
}

const UNSET_TIME = '0001-01-01T00:00:00Z';

export const timeText = (time: number | undefined): string => (time === undefined ? UNSET_TIME : new Date(time).toISOString());

/** Describes what happened to a job. */
export function jobEvent(messageType: JobEventType, job: JobRecord, { run, result, acquireJobUrl }: EventDetails): JobEvent {
  const [ownerName = '', repositoryName = ''] = job.repository.split('/');
  const runner = { runnerId: job.runnerId ?? 0, runnerName: job.runnerName ?? '' };
  return {
    messageType,
    runnerRequestId: job.requestId,
    repositoryName,
    ownerName,
    jobId: job.jobId,
    jobWorkflowRef: `${job.repository}/${run.workflow.path}@refs/heads/${run.branch}`,
    jobDisplayName: job.name,
    workflowRunId: run.id,
    eventName: run.event,
    requestLabels: job.labels,
    queueTime: timeText(job.queueTime),
    scaleSetAssignTime: timeText(job.assignTime),
    runnerAssignTime: timeText(job.runnerAssignTime),
    finishTime: timeText(job.finishTime),
    ...(messageType === 'JobAvailable' && { acquireJobUrl }),
    ...(messageType === 'JobStarted' && runner),
    ...(messageType === 'JobCompleted' && { result, ...runner }),
  };
}
