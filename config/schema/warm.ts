import * as z from 'zod';
import { isTimeZone, nearestTimeZone } from '../warm/time-zone';
import { DAYS } from '../warm/wall-clock';
import { field, oneOf, text, wholeNumber } from './field';

/** The time that 7:30, 7.30 or 0730 means. */
function meantTime(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const [, hour, minute] = /^\s*(\d{1,2})[:.h]?([0-5]\d)\s*$/.exec(`${value}`) ?? [];
  return hour === undefined || Number(hour) > 23 ? undefined : `write "${hour.padStart(2, '0')}:${minute}"`;
}

function meantTimeZone(value: unknown): string | undefined {
  const name = typeof value === 'string' ? nearestTimeZone(value) : undefined;
  return name === undefined ? undefined : `did you mean "${name}"?`;
}

export const warmWindow = z.strictObject({
  /** How many agents are kept idle while the window is open, in addition to those for the jobs in the queue. Of several open windows, the largest number counts. */
  agents: wholeNumber(1, 1000, 'set how many jobs should find an agent that is ready'),
  /** Days on which the window opens. @default ["mon","tue","wed","thu","fri","sat","sun"] */
  days: field(z.array(oneOf(DAYS, 'write the first three letters of the English name')).min(1), {
    rule: 'a list of days, at least one',
    remedy: `name some of ${DAYS.join(', ')}, or leave it out for every day`,
  }).default([...DAYS]),
  /** When the window opens, by the clocks of its time zone. @default '00:00' */
  from: text(/^(?:[01]\d|2[0-3]):[0-5]\d$/, {
    rule: 'a time of day from 00:00 to 23:59',
    remedy: 'write hours and minutes, like 07:30',
    meant: meantTime,
  }).default('00:00'),
  /** When the window closes. A time before `from` is on the next day, and the same time is 24 hours later. @default '24:00' */
  to: text(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, {
    rule: 'a time of day from 00:00 to 24:00',
    remedy: 'write hours and minutes, like 18:00',
    meant: meantTime,
  }).default('24:00'),
  /** Time zone of `days`, `from` and `to`, with its daylight saving. Required unless the window is always open. @default - none */
  timeZone: field(z.string().refine(isTimeZone), {
    rule: 'a time zone by area and place, like Europe/Berlin, or UTC',
    remedy: 'list them with: node -p "Intl.supportedValuesOf(\'timeZone\').join()"',
    meant: meantTimeZone,
  }).optional(),
});
