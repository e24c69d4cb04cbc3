/**
 * Between the one who watches over an agent at Azure DevOps and the one who runs its listener.
 *
 * Said by the first:
 * - `ready`: the credential files are complete.
 * - `stop`: no job is assigned and none will be, end the listener.
 * - `job-assigned`: not yet, a job is assigned; said again each time that this is found.
 *
 * Said by the second:
 * - `job-taken`: the listener has taken a job, for ever after; said before any code of the job runs.
 * - `job-started`: the first job has started, for ever after; also the readiness probe of the pod.
 * - `may-i-stop`: asks for `stop`.
 */
export type Signal = 'ready' | 'stop' | 'job-assigned' | 'job-taken' | 'job-started' | 'may-i-stop';

export interface Signals {
  has(signal: Signal): boolean;
  set(signal: Signal): Promise<void>;
  clear(signal: Signal): Promise<void>;
}

/** Signals within one process. */
export function signalsInMemory(): Signals {
  const set = new Set<Signal>();
  return {
    has: (signal) => set.has(signal),
    set: async (signal) => void set.add(signal),
    clear: async (signal) => void set.delete(signal),
  };
}
