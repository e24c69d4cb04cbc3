import { minutes, seconds } from '../../lib/duration';

/** The placeholder's rounds. */
export const PLACEHOLDER = {
  /** From the end of one round to the start of the next. Prometheus scrapes as often. Variable AZP_KEEP_SECONDS. */
  round: seconds(60),
  /**
   * How long an agent without a pod must have been offline before it is deleted. The scaler removes a runner that has been without
   * its pod for as long. Variable AZP_REAP_MINUTES.
   */
  reapAfter: minutes(15),
  /** After this time, a round begins to reap no further agent. Each throttled answer may take half a minute. */
  reaping: seconds(60),
  /** The longest time of a round, in addition to a registration. After it, the liveness probe fails. */
  hang: seconds(300),
} as const;
