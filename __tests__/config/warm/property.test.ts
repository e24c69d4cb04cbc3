import fc from 'fast-check';
import type { WarmWindow } from '../../../config/types';
import { DAYS, MINUTES_A_WEEK } from '../../../config/warm/wall-clock';
import { warmAgentsAt, warmWeek } from '../../../config/warm/warm-agents';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC', 'America/Nuuk', 'Africa/Cairo'] as const;

/** Days of 2026 on which clocks change somewhere in these zones, in UTC: around them, most can go wrong. */
const CHANGES = [
  '2026-03-08',
  '2026-03-28',
  '2026-03-29',
  '2026-04-04',
  '2026-04-24',
  '2026-10-03',
  '2026-10-25',
  '2026-10-29',
  '2026-11-01',
];

const clock = fc.nat(24 * 60 - 1).map((minute) => {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
});

/** Half of the times are near the hours at which clocks change. */
const edge = fc.oneof(
  clock,
  fc.constantFrom('00:00', '00:30', '01:00', '01:30', '01:45', '02:00', '02:15', '02:30', '03:00', '23:00', '23:30'),
);

const aWindow: fc.Arbitrary<WarmWindow> = fc.record({
  agents: fc.integer({ min: 1, max: 9 }),
  days: fc.subarray([...DAYS], { minLength: 1 }),
  from: edge,
  to: fc.oneof(edge, fc.constant('24:00')),
  timeZone: fc.constantFrom(...ZONES),
});
const windows = fc.array(aWindow, { maxLength: 3 });

const midnight = fc.oneof(
  fc.constantFrom(...CHANGES).map((day) => Date.parse(day)),
  fc.integer({ min: 0, max: 3 * 365 }).map((day) => Date.UTC(2026, 0, 1) + day * DAY),
);

/** Date and time that clocks show, like 2026-03-29 02:30. */
const labels = new Map(
  ZONES.map((timeZone) => [timeZone as string, new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })]),
);

/**
 * The slow way: the date and time of each minute of the window, written down one after the other as a calendar without clock changes
 * has them, for each day on which it opens. It is open when the clocks of its time zone show one of these.
 */
function writtenDown({ days, from, to }: WarmWindow, around: number): ReadonlySet<string> {
  const written = new Set<string>();
  for (let day = around - 3 * DAY; day <= around + 3 * DAY; day += DAY) {
    const name = new Date(day).toUTCString().slice(0, 3).toLowerCase();
    if (!days.some((one) => one === name)) continue;
    const end = to === '24:00' ? '00:00' : to;
    let time = Date.parse(`${new Date(day).toISOString().slice(0, 10)}T${from}Z`);
    do {
      written.add(new Date(time).toISOString().slice(0, 16).replace('T', ' '));
      time += MINUTE;
    } while (new Date(time).toISOString().slice(11, 16) !== end);
  }
  return written;
}

test('at each minute of a day, the number is that of the windows whose written-down minutes the clocks show', () => {
  fc.assert(
    fc.property(windows, midnight, (plan, day) => {
      const pages = plan.map((window) => ({ window, open: writtenDown(window, day) }));
      for (let time = day; time < day + DAY; time += MINUTE) {
        const open = pages.filter((page) => page.open.has(labels.get(page.window.timeZone ?? '')?.format(time) ?? ''));
        const expected = open.reduce((most, { window }) => Math.max(most, window.agents), 0);
        const got = warmAgentsAt(plan, time + 59_999);
        if (got !== expected) throw new Error(`${new Date(time).toISOString()}: ${got} instead of ${expected}`);
      }
    }),
    { numRuns: 100 },
  );
});

test('a further window never lowers the number, and raises it to its own at most', () => {
  const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2029, 0, 1) });
  fc.assert(
    fc.property(windows, aWindow, instant, (plan, more, time) => {
      const [before, after] = [warmAgentsAt(plan, time), warmAgentsAt([...plan, more], time)];
      expect([before, Math.max(before, more.agents)]).toContain(after);
    }),
  );
});

test('the week of the cost is a week of the scaler in January', () => {
  const minute = fc.nat(MINUTES_A_WEEK - 1);
  fc.assert(
    fc.property(windows, minute, (plan, at) => {
      expect(warmWeek(plan)[at]).toBe(warmAgentsAt(plan, Date.UTC(2026, 0, 12) + at * MINUTE));
    }),
    { numRuns: 50 },
  );
});
