import { AGENT_POD, JOB_LIMIT } from '../../config/timings';

/**
 * Seconds from the start of a job until its pod has ended: the longest job, and the time in which the registrar has it
 * cancelled and deregisters the agent.
 */
export function jobAndEndSeconds(jobTimeoutMinutes: number): number {
  return jobTimeoutMinutes * 60 + JOB_LIMIT.exceed.seconds + JOB_LIMIT.cancel.seconds + AGENT_POD.afterJob.seconds;
}

/**
 * Seconds from the start of a pod until it has ended. The registrar ends the pod earlier: this is for one that does not.
 * @param waitMinutes how long the agent may wait for a job
 */
export function podLifetimeSeconds(waitMinutes: number, jobTimeoutMinutes: number): number {
  return (AGENT_POD.startUp.minutes + waitMinutes) * 60 + jobAndEndSeconds(jobTimeoutMinutes);
}
