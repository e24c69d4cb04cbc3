/** Time as the program sees it, so that tests need no real waiting. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Resolves after `ms`, or earlier when `signal` is aborted. It never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A timer that is set to more fires at once. */
const LONGEST_MS = 2 ** 31 - 1;

export const realClock: Clock = {
  // Not Date.now(): a clock that is set must not end a wait early or prolong it.
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
