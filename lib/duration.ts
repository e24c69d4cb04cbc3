/** A length of time. The unit is named both where a duration is made and where it is read, so the two cannot disagree. */
export interface Duration {
  readonly milliseconds: number;
  readonly seconds: number;
  readonly minutes: number;
  readonly days: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

export const milliseconds = (count: number): Duration => ({
  milliseconds: count,
  seconds: count / SECOND,
  minutes: count / MINUTE,
  days: count / DAY,
});

export const seconds = (count: number): Duration => milliseconds(count * SECOND);
export const minutes = (count: number): Duration => milliseconds(count * MINUTE);
export const days = (count: number): Duration => milliseconds(count * DAY);
