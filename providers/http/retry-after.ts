import { REQUEST } from '../../config/timings';
import type { HttpResponse } from './http';

/**
 * How long the server asks to wait, in milliseconds. It gives seconds or a date, with an error or with a success that it has
 * delayed. A longer Retry-After is capped.
 */
export function retryAfter(response: HttpResponse): number | undefined {
  const value = response.headers.get('retry-after');
  if (value === null) return undefined;
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - (serverTime(response) ?? Date.now());
  return ms > 0 ? Math.min(ms, REQUEST.longestRetryAfter.milliseconds) : undefined;
}

/** The server's clock, in milliseconds since 1970. */
export function serverTime({ headers }: HttpResponse): number | undefined {
  const time = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}
