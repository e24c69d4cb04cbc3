/** The caller's budget, as the X-RateLimit headers report it. */
export interface RateLimit {
  /** Remaining TSTU (Azure DevOps throughput units). */
  readonly remaining: number;
  /** TSTU in a window of 5 minutes. @default 200 */
  readonly limit?: number;
  /** Seconds from now until the budget is reset. @default 300 */
  readonly resetSeconds?: number;
  /** Seconds by which the answer was delayed. @default - not delayed */
  readonly delay?: number;
  /** Seconds to wait before the next request. @default - no such header */
  readonly retryAfter?: number;
}

/** The documented headers (learn.microsoft.com, "Rate and usage limits"). */
export function rateLimitHeaders({ remaining, limit = 200, resetSeconds = 300, delay, retryAfter }: RateLimit, now: number) {
  return {
    'X-RateLimit-Resource': 'Concurrency',
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(Math.round(now / 1000) + resetSeconds),
    ...(delay === undefined ? {} : { 'X-RateLimit-Delay': String(Math.round(delay * 1000) / 1000) }),
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
  };
}
