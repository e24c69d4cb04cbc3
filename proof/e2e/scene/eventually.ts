import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 200;

/** Default limit of a wait. It is long because a shared machine is slow, and no test asserts a speed. */
const DEFAULT_WAIT_SECONDS = 300;

export interface WaitOptions {
  /** @default 300 */
  readonly withinSeconds?: number;
}

/**
 * Calls `check` repeatedly until its result is neither undefined, null nor false. @returns that result
 * @param what the expected state, for the message of the error; a function is called at the end, so it can describe the latest state
 * @throws Error after `withinSeconds`
 */
export async function eventually<T>(
  what: string | (() => string),
  check: () => T | Promise<T>,
  { withinSeconds = DEFAULT_WAIT_SECONDS }: WaitOptions = {},
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = Date.now() + withinSeconds * 1000;
  for (;;) {
    const found = await check();
    if (found !== undefined && found !== null && found !== false) return found as Exclude<T, undefined | null | false>;
    if (Date.now() > deadline) throw new Error(`not within ${withinSeconds} s: ${typeof what === 'string' ? what : what()}`);
    await delay(POLL_MS);
  }
}
