import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 200;

/** How long waits last unless they say otherwise. Long: a shared machine is slow, and no test asserts a speed. */
export const PATIENCE_SECONDS = 300;

/**
 * Resolves with what `look` gives once it is neither undefined, null nor false.
 * @param what is waited for, for the message; a function tells how things stood last
 * @throws Error after `seconds`
 */
export async function eventually<T>(
  what: string | (() => string),
  look: () => T | Promise<T>,
  seconds = PATIENCE_SECONDS,
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found as Exclude<T, undefined | null | false>;
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${typeof what === 'string' ? what : what()}`);
    await delay(POLL_MS);
  }
}
