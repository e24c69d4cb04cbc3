/** Days of the week in the order of ISO 8601, as options name them. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const MINUTES_A_DAY = 24 * 60;

/** The minutes of a week without clock changes. */
export const MINUTES_A_WEEK = DAYS.length * MINUTES_A_DAY;

/** The hour and minute of a day, like 07:30, as minutes since midnight. */
export const minuteOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The minute of the week, from 0 at midnight before Monday. */
export const minuteOfWeek = (day: (typeof DAYS)[number], minute: number): number => DAYS.indexOf(day) * MINUTES_A_DAY + minute;

/** How long it takes from one minute of a day until the clock shows another: a whole day for the same minute. */
export const minutesUntil = (from: number, to: number): number => (to > from ? to - from : to - from + MINUTES_A_DAY);

/**
 * The minute of the week that clocks show in a time zone.
 * @param time milliseconds since 1970
 * @throws RangeError for a time zone that this Node.js does not know
 */
export function localMinute(timeZone: string, time: number): number {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  const day = DAYS.find((name) => name === parts.get('weekday')?.toLowerCase());
  if (day === undefined) throw new Error(`Intl has no weekday for ${time} in ${timeZone}: it needs the English names`);
  return minuteOfWeek(day, Number(parts.get('hour')) * 60 + Number(parts.get('minute')));
}

/** A clock takes longer to make than to read, and the scaler reads it with every look at the queue. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(timeZone, clock);
  return clock;
}
