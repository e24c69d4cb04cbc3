import { REQUEST } from '../../config/timings';
import { isTransient, waitAfter } from './service-error';

/** How long to retry, and what to retry. */
export interface RetryOptions {
  readonly clock: { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> };
  /** A time by `clock` after which no attempt starts. */
  readonly deadline: number;
  /** Ends the wait early. The last error is then thrown. */
  readonly stop: AbortSignal;
  /** Called before each wait. */
  readonly onWait: (error: unknown, waitMs: number) => void;
  /** Whether a retry may help after this error. @default - only after a transient one */
  readonly isRetryable?: (error: unknown) => boolean;
}

/**
 * Calls `attempt` until it succeeds, until an error is not retryable, or until the deadline. The wait doubles from one second
 * to half a minute. Each wait is shortened by a random part of up to a half, so that many agents do not retry at the same
 * moment. It is never shorter than the server asked for.
 *
 * @throws the last error
 */
export async function retrying<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { clock, deadline, stop, onWait, isRetryable = isTransient } = options;
  for (let backoffMs = REQUEST.firstRetry.milliseconds; ; backoffMs = Math.min(backoffMs * 2, REQUEST.longestRetry.milliseconds)) {
    try {
      return await attempt();
    } catch (error) {
      const waitMs = waitAfter(error, backoffMs * (0.5 + Math.random() / 2));
      if (!isRetryable(error) || stop.aborted || clock.now() + waitMs > deadline) throw error;
      onWait(error, waitMs);
      await clock.sleep(waitMs, stop);
      if (stop.aborted) throw error;
    }
  }
}
