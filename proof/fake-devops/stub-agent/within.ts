import { setTimeout as delay } from 'node:timers/promises';

/** Returns whether a promise settles within `ms` milliseconds. Leaves no timer behind. */
export async function within(ms: number, promise: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const settled = promise.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, delay(ms, false, { signal: timer.signal })]);
  } finally {
    timer.abort();
  }
}
