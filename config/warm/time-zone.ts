import { nearestName } from '../text/nearest-name';

/** UTC, or area and place. Abbreviations and offsets are left out: EST and +01:00 know no daylight saving, and whoever writes them may mean it. */
const NAME = /^(?:UTC|[A-Za-z_]+(?:\/[\w+-]+)+)$/;

/** Whether a text is a time zone that this Node.js knows, written as UTC or as area and place. */
export function isTimeZone(name: string): boolean {
  if (!NAME.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The time zone that was probably meant: of a similar name, or of the place if that is all that was written. */
export function nearestTimeZone(name: string): string | undefined {
  const known = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const place = name.trim().replaceAll(' ', '_').toLowerCase();
  return known.find((zone) => zone.toLowerCase().endsWith(`/${place}`)) ?? nearestName(place, known);
}
