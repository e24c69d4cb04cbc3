import type { JOB_STARTED_FLAG } from '../../config/pod-contract';

/**
 * What the registrar, which watches an agent at the service, and the supervisor of the agent's listener tell each other.
 *
 * Set by the registrar:
 * - `ready`: the credential files are complete.
 * - `stop`: no job is assigned and none will be; end the listener.
 * - `job-assigned`: a job is assigned, so do not end the listener yet. Set again after each check that finds this.
 * - `cancel-job`: the job takes longer than it may; have the listener cancel it.
 *
 * Set by the supervisor:
 * - `job-taken`: the listener has taken a job. Set before any code of the job runs, and never withdrawn.
 * - `job-started`: a job has started. Never withdrawn. The registrar then makes the pod ready.
 * - `may-i-stop`: asks for `stop`.
 */
export type HandoverFlag = 'ready' | 'stop' | 'job-assigned' | 'cancel-job' | 'job-taken' | typeof JOB_STARTED_FLAG | 'may-i-stop';

export interface HandoverFlags {
  has(flag: HandoverFlag): boolean;
  set(flag: HandoverFlag): Promise<void>;
  clear(flag: HandoverFlag): Promise<void>;
}

/** Handover flags within one process, for a registrar and a supervisor in one container. */
export function flagsInMemory(): HandoverFlags {
  const set = new Set<HandoverFlag>();
  return {
    has: (flag) => set.has(flag),
    set: async (flag) => void set.add(flag),
    clear: async (flag) => void set.delete(flag),
  };
}
