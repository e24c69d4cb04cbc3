import { OPERATE } from '../../config/timings';
import { type RetryOptions, retrying } from '../../providers/contract/retrying';
import { isTransient } from '../../providers/contract/service-error';

/** The clock, and a function that is called before each wait. */
export type Waiting = Pick<RetryOptions, 'clock' | 'onWait'>;

interface OutageOptions {
  readonly waiting: Waiting;
  /** Ends the wait early. */
  readonly stop: AbortSignal;
  /** @default - only after a transient error */
  readonly isRetryable?: (error: unknown) => boolean;
}

/** Calls `attempt` until it succeeds, or for `OPERATE.outage` while the service is busy or unreachable. @throws the last error */
export function throughOutage<T>(attempt: () => Promise<T>, { waiting, stop, isRetryable = isTransient }: OutageOptions): Promise<T> {
  const deadline = waiting.clock.now() + OPERATE.outage.milliseconds;
  return retrying(attempt, { ...waiting, deadline, stop, isRetryable });
}
