import type { WarmWindow } from '../types';
import { DAYS, localMinute, MINUTES_A_DAY, MINUTES_A_WEEK, minuteOfDay, minuteOfWeek, minutesUntil } from './wall-clock';

/**
 * The number of warm agents that an entry wants at an instant: the largest `agents` of the windows that are open, 0 if none is.
 * Not the sum: a window then means what it says whatever other windows there are, so "always 1" and "5 in the morning" are 5 in
 * the morning, and two windows that overlap by mistake do not double the cost.
 *
 * A window is open while the clocks of its time zone show a time in it. So it follows daylight saving:
 * - A window that begins at a time that clocks skip is open from the first instant after the gap. One that lies in the gap as a
 *   whole does not open on that day.
 * - When clocks are set back, each time that they show twice is in the window twice. A window that begins or ends in the repeated
 *   hour is therefore open, closed, and open again.
 * @param time milliseconds since 1970
 * @throws RangeError for a time zone that this Node.js does not know
 */
export function warmAgentsAt(windows: readonly WarmWindow[], time: number): number {
  return largestOpen(windows, (window) => localMinute(zoneOf(window), time));
}

/**
 * The number of warm agents that an entry wants in each minute of a week without clock changes, which begins on Monday at midnight UTC.
 * It is that of a week in January.
 */
export function warmWeek(windows: readonly WarmWindow[]): readonly number[] {
  const starts = new Map(windows.map((window) => [window, localMinute(zoneOf(window), WEEK_WITHOUT_CHANGES)]));
  return Array.from({ length: MINUTES_A_WEEK }, (_, minute) =>
    largestOpen(windows, (window) => ((starts.get(window) ?? 0) + minute) % MINUTES_A_WEEK),
  );
}

const WEEK_WITHOUT_CHANGES = Date.UTC(2026, 0, 12);

/** A window without a time zone is always open, as a rule checks: any will do. */
const zoneOf = ({ timeZone }: WarmWindow) => timeZone ?? 'UTC';

function largestOpen(windows: readonly WarmWindow[], clockOf: (window: WarmWindow) => number): number {
  return Math.max(0, ...windows.filter((window) => isOpen(window, clockOf(window))).map(({ agents }) => agents));
}

/** Whether a window is open when its clocks show this minute of the week. After midnight, it belongs to the day on which it began. */
function isOpen({ days, from, to }: WarmWindow, minute: number): boolean {
  const start = minuteOfDay(from);
  const length = minutesUntil(start, minuteOfDay(to));
  return days.some((day) => (minute - minuteOfWeek(day, start) + MINUTES_A_WEEK) % MINUTES_A_WEEK < length);
}

/** Whether a window never closes, whatever its time zone. */
export function isAlwaysOpen({ days, from, to }: Pick<WarmWindow, 'days' | 'from' | 'to'>): boolean {
  return DAYS.every((day) => days.includes(day)) && minutesUntil(minuteOfDay(from), minuteOfDay(to)) === MINUTES_A_DAY;
}
