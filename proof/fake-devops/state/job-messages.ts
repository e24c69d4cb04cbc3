import type { JobRecord } from './job-record';
import type { JobRequest } from './job-request';
import type { NewMessage } from './sessions';

/** Seconds that an agent has to end a cancelled job. */
const CANCEL_TIMEOUT_SECONDS = 300;

/** The message that gives a reserved job to its agent. */
export function jobMessage(job: JobRecord, { requestId, jobId, planId, lockedUntil }: JobRequest, accessToken: string): NewMessage {
  const body = {
    requestId,
    jobId,
    planId,
    name: job.jobName,
    seconds: job.seconds,
    script: job.script,
    lockedUntil: lockedUntil === undefined ? undefined : new Date(lockedUntil).toISOString(),
    accessToken,
  };
  return { messageType: 'PipelineAgentJobRequest', requestId, body: JSON.stringify(body) };
}

/** The message that asks an agent to end its job. */
export function cancelMessage({ requestId, jobId }: JobRequest): NewMessage {
  return { messageType: 'JobCancelMessage', requestId, body: JSON.stringify({ jobId, timeout: CANCEL_TIMEOUT_SECONDS }) };
}
