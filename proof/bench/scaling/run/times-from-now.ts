import { setTimeout as delay } from 'node:timers/promises';

/** Starts a clock. @returns a function that resolves a number of seconds after this call, and rejects when `stop` is aborted */
export function timesFromNow(stop: AbortSignal): (seconds: number) => Promise<void> {
  const start = Date.now();
  return (seconds) => delay(Math.max(0, start + seconds * 1000 - Date.now()), undefined, { signal: stop });
}
