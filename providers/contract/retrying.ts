import { isTransient, waitAfter } from './service-error';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/** What waiting needs: time, an end, and somebody to tell. */
export interface Patience {
  readonly clock: { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> };
  /** By `clock`: no attempt starts later. */
  readonly deadline: number;
  /** Ends the waiting early; the last error is then thrown. */
  readonly stop: AbortSignal;
  /** Told before each wait. */
  readonly onWait: (error: unknown, waitMs: number) => void;
  /** @default transient errors */
  readonly canPass?: (error: unknown) => boolean;
}

/**
 * Tries until it succeeds, fails for good, or time is up. Waits double from one second to half a minute, less a random
 * part so that many agents do not come back at the same moment, and are never shorter than the server asked for.
 *
 * @throws the last error
 */
export async function retrying<T>(attempt: () => Promise<T>, patience: Patience): Promise<T> {
  const { clock, deadline, stop, onWait, canPass = isTransient } = patience;
  for (let backoffMs = FIRST_WAIT_MS; ; backoffMs = Math.min(backoffMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await attempt();
    } catch (error) {
      const waitMs = waitAfter(error, backoffMs * (0.5 + Math.random() / 2));
      if (!canPass(error) || stop.aborted || clock.now() + waitMs > deadline) throw error;
      onWait(error, waitMs);
      await clock.sleep(waitMs, stop);
      if (stop.aborted) throw error;
    }
  }
}
