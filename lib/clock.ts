/** The program's source of time. Tests replace it, so that they do not have to wait. */
export interface Clock {
  /** Milliseconds since a fixed moment, which is not 1970. */
  now(): number;
  /** Resolves after `ms`, or as soon as `signal` is aborted. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The longest delay of a timer in Node.js. A longer one fires immediately. */
const LONGEST_MS = 2 ** 31 - 1;

export const realClock: Clock = {
  // Not Date.now(): setting the system clock must not shorten or prolong a wait.
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(ms, LONGEST_MS));
      signal?.addEventListener('abort', wake);
    }),
};
