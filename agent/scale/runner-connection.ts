import { SCALE_SET, SCALER } from '../../config/timings';
import type { AssignedCount, AssignedJobs, Closed } from '../../providers/contract/assigned-jobs';

/** What is known of the jobs of a runner pool. Times are those of this machine's clock, in milliseconds. */
export interface RunnerConnection {
  readonly state: 'open' | Closed;
  readonly count: AssignedCount;
  /** When that count arrived. */
  readonly countedAt: number;
  /** When the service last answered. */
  readonly answeredAt: number;
  /** When the service last had news. */
  readonly newsAt: number;
  /** Since when every request has failed; undefined if the last one has not. */
  readonly failingSince: number | undefined;
}

const NEVER = Number.NEGATIVE_INFINITY;

export const UNKNOWN: RunnerConnection = {
  state: 'closed',
  count: { assigned: 0, running: 0 },
  countedAt: NEVER,
  answeredAt: NEVER,
  newsAt: NEVER,
  failingSince: undefined,
};

export function afterAnswer(before: RunnerConnection, { count, ...events }: AssignedJobs, now: number): RunnerConnection {
  const isNews = count !== undefined || events.arrived + events.begun.length + events.ended.length > 0;
  const answered = { ...before, state: 'open' as const, answeredAt: now, newsAt: isNews ? now : before.newsAt, failingSince: undefined };
  return count === undefined ? answered : { ...answered, count, countedAt: now };
}

export const afterFailure = (before: RunnerConnection, now: number): RunnerConnection => ({
  ...before,
  failingSince: before.failingSince ?? now,
});

export const afterClosing = (before: RunnerConnection, why: Closed): RunnerConnection => ({ ...before, state: why });

/**
 * Whether the count may be used: while a poll waits for news, the last count holds. The service answers each poll, so without an
 * answer for longer than a poll takes, the connection is broken.
 */
export function isFresh({ state, answeredAt, failingSince }: RunnerConnection, now: number): boolean {
  const staleMs = SCALER.stale.milliseconds;
  if (state !== 'open' || now - answeredAt > SCALE_SET.longPoll.milliseconds + staleMs) return false;
  return failingSince === undefined || now - failingSince <= staleMs;
}
