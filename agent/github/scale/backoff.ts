import { REQUEST } from '../../../config/timings';

/**
 * How long to wait after some failures, or other answers without success, in a row: none after none, then from one second on twice
 * as long each time, up to half a minute. In milliseconds.
 */
export function backoffMs(failures: number): number {
  if (failures === 0) return 0;
  return Math.min(REQUEST.firstRetry.milliseconds * 2 ** (failures - 1), REQUEST.longestRetry.milliseconds);
}
