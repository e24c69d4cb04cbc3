/** How much of its budget the caller has used, as the X-RateLimit headers tell it. */
export interface RateLimit {
  /** TSTU that are left. */
  readonly remaining: number;
  /** TSTU in a window of 5 minutes. @default 200 */
  readonly limit?: number;
  /** Seconds from now until the budget is whole again. @default 300 */
  readonly resetSeconds?: number;
  /** Seconds by which the answer was delayed. @default - not delayed */
  readonly delay?: number;
  /** Seconds to wait before the next request. @default - not said */
  readonly retryAfter?: number;
}

/** Headers as documented: learn.microsoft.com, "Rate and usage limits". */
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
