import type { WarmWindow } from '../../../config/types';
import { DAYS } from '../../../config/warm/wall-clock';
import { warmAgentsAt } from '../../../config/warm/warm-agents';

const window = (changes: Partial<WarmWindow> = {}): WarmWindow => ({
  agents: 2,
  days: DAYS,
  from: '00:00',
  to: '24:00',
  timeZone: 'UTC',
  ...changes,
});

const MINUTE = 60_000;

/** The instants at which the number changes, from one instant until another, each with its new number. */
function changes(windows: readonly WarmWindow[], from: string, until: string): readonly string[] {
  const found: string[] = [];
  let last: number | undefined;
  for (let time = Date.parse(from); time < Date.parse(until); time += MINUTE) {
    const now = warmAgentsAt(windows, time);
    if (now !== last) found.push(`${new Date(time).toISOString().slice(0, 16)}Z ${now}`);
    last = now;
  }
  return found;
}

test('without windows, no agent is warm', () => {
  expect(warmAgentsAt([], Date.UTC(2026, 0, 1))).toBe(0);
});

test('without days and hours, a window is always open, and needs no time zone', () => {
  const { timeZone: _, ...always } = window();
  expect(changes([always], '2026-03-28T00:00Z', '2026-03-31T00:00Z')).toEqual(['2026-03-28T00:00Z 2']);
});

test('a window opens with the first instant of its minute and closes with that of the other', () => {
  const windows = [window({ from: '07:30', to: '18:00' })];
  const at = (time: string) => warmAgentsAt(windows, Date.parse(`2026-01-12T${time}Z`));
  expect([at('07:29:59.999'), at('07:30:00.000'), at('17:59:59.999'), at('18:00:00.000')]).toEqual([0, 2, 2, 0]);
});

test('a window on working days, in winter and in summer time', () => {
  const windows = [window({ days: ['mon', 'fri'], from: '07:30', to: '18:00', timeZone: 'Europe/Berlin' })];
  expect(changes(windows, '2026-01-08T00:00Z', '2026-01-14T00:00Z')).toEqual([
    '2026-01-08T00:00Z 0',
    '2026-01-09T06:30Z 2',
    '2026-01-09T17:00Z 0',
    '2026-01-12T06:30Z 2',
    '2026-01-12T17:00Z 0',
  ]);
  expect(changes(windows, '2026-07-12T00:00Z', '2026-07-14T00:00Z')).toEqual([
    '2026-07-12T00:00Z 0',
    '2026-07-13T05:30Z 2',
    '2026-07-13T16:00Z 0',
  ]);
});

test('a window over midnight belongs to the day on which it begins', () => {
  const windows = [window({ days: ['sun'], from: '22:00', to: '06:00' })];
  expect(changes(windows, '2026-01-10T00:00Z', '2026-01-14T00:00Z')).toEqual([
    '2026-01-10T00:00Z 0',
    '2026-01-11T22:00Z 2',
    '2026-01-12T06:00Z 0',
  ]);
});

test.each([
  ['22:00', '00:00'],
  ['22:00', '24:00'],
])('a window from %s to %s closes at midnight', (from, to) => {
  expect(changes([window({ days: ['mon'], from, to })], '2026-01-12T00:00Z', '2026-01-14T00:00Z')).toEqual([
    '2026-01-12T00:00Z 0',
    '2026-01-12T22:00Z 2',
    '2026-01-13T00:00Z 0',
  ]);
});

test('from and to at the same time are 24 hours', () => {
  expect(changes([window({ days: ['mon'], from: '08:00', to: '08:00' })], '2026-01-12T00:00Z', '2026-01-14T00:00Z')).toEqual([
    '2026-01-12T00:00Z 0',
    '2026-01-12T08:00Z 2',
    '2026-01-13T08:00Z 0',
  ]);
});

test('of windows that overlap, the largest number counts, not the sum', () => {
  const windows = [
    window({ agents: 1 }),
    window({ agents: 5, from: '08:00', to: '12:00' }),
    window({ agents: 3, from: '10:00', to: '14:00' }),
  ];
  expect(changes(windows, '2026-01-12T00:00Z', '2026-01-13T00:00Z')).toEqual([
    '2026-01-12T00:00Z 1',
    '2026-01-12T08:00Z 5',
    '2026-01-12T12:00Z 3',
    '2026-01-12T14:00Z 1',
  ]);
});

test('a time zone whose offset is no whole hour', () => {
  const windows = [window({ days: ['tue'], from: '00:15', to: '09:00', timeZone: 'Asia/Kolkata' })];
  expect(changes(windows, '2026-01-12T00:00Z', '2026-01-14T00:00Z')).toEqual([
    '2026-01-12T00:00Z 0',
    '2026-01-12T18:45Z 2',
    '2026-01-13T03:30Z 0',
  ]);
});

describe('when clocks are set forward', () => {
  test('a window that begins at a skipped time opens with the first instant after the gap', () => {
    // Europe/Berlin goes from 02:00 to 03:00 at 01:00 UTC, America/New_York at 07:00 UTC.
    const at = (timeZone: string) => [window({ from: '02:30', to: '04:00', timeZone })];
    expect(changes(at('Europe/Berlin'), '2026-03-29T00:00Z', '2026-03-30T00:00Z').slice(1)).toEqual([
      '2026-03-29T01:00Z 2',
      '2026-03-29T02:00Z 0',
    ]);
    expect(changes(at('America/New_York'), '2026-03-08T00:00Z', '2026-03-09T00:00Z').slice(1)).toEqual([
      '2026-03-08T07:00Z 2',
      '2026-03-08T08:00Z 0',
    ]);
  });

  test('a window that ends at a skipped time closes with the first instant after the gap', () => {
    const windows = [window({ from: '01:00', to: '02:30', timeZone: 'Europe/Berlin' })];
    expect(changes(windows, '2026-03-29T00:00Z', '2026-03-29T12:00Z')).toEqual(['2026-03-29T00:00Z 2', '2026-03-29T01:00Z 0']);
  });

  test('a window within the gap does not open on that day', () => {
    const windows = [window({ from: '02:10', to: '02:50', timeZone: 'Europe/Berlin' })];
    expect(changes(windows, '2026-03-29T00:00Z', '2026-03-30T00:00Z')).toEqual(['2026-03-29T00:00Z 0']);
  });

  test('a window over the gap is an hour shorter, or half an hour on Lord Howe Island', () => {
    // Australia/Lord_Howe goes from 02:00 (+10:30) to 02:30 (+11:00) at 15:30 UTC of the day before.
    const windows = [window({ days: ['sun'], from: '01:00', to: '04:00', timeZone: 'Australia/Lord_Howe' })];
    expect(changes(windows, '2026-10-03T00:00Z', '2026-10-05T00:00Z')).toEqual([
      '2026-10-03T00:00Z 0',
      '2026-10-03T14:30Z 2',
      '2026-10-03T17:00Z 0',
    ]);
  });
});

describe('when clocks are set back', () => {
  test('a window over the repeated hour is an hour longer', () => {
    const windows = [window({ days: ['sat'], from: '22:00', to: '06:00', timeZone: 'Europe/Berlin' })];
    expect(changes(windows, '2026-10-24T00:00Z', '2026-10-26T00:00Z')).toEqual([
      '2026-10-24T00:00Z 0',
      '2026-10-24T20:00Z 2',
      '2026-10-25T05:00Z 0',
    ]);
  });

  test('a window that begins or ends in the repeated hour opens twice', () => {
    // Europe/Berlin goes from 03:00 to 02:00 at 01:00 UTC.
    const berlin = (from: string, to: string) =>
      changes([window({ from, to, timeZone: 'Europe/Berlin' })], '2026-10-24T22:00Z', '2026-10-25T12:00Z').slice(1);
    expect(berlin('02:30', '04:00')).toEqual(['2026-10-25T00:30Z 2', '2026-10-25T01:00Z 0', '2026-10-25T01:30Z 2', '2026-10-25T03:00Z 0']);
    expect(berlin('00:30', '02:30')).toEqual(['2026-10-24T22:30Z 2', '2026-10-25T00:30Z 0', '2026-10-25T01:00Z 2', '2026-10-25T01:30Z 0']);
  });

  test('New York repeats its hour five hours later, Lord Howe Island half an hour', () => {
    const newYork = [window({ from: '00:00', to: '03:00', timeZone: 'America/New_York' })];
    expect(changes(newYork, '2026-11-01T00:00Z', '2026-11-02T00:00Z').slice(1)).toEqual(['2026-11-01T04:00Z 2', '2026-11-01T08:00Z 0']);
    // From 02:00 (+11:00) to 01:30 (+10:30) at 15:00 UTC of the day before.
    const lordHowe = [window({ days: ['sun'], from: '01:00', to: '01:45', timeZone: 'Australia/Lord_Howe' })];
    expect(changes(lordHowe, '2026-04-04T00:00Z', '2026-04-05T00:00Z').slice(1)).toEqual([
      '2026-04-04T14:00Z 2',
      '2026-04-04T14:45Z 0',
      '2026-04-04T15:00Z 2',
      '2026-04-04T15:15Z 0',
    ]);
  });

  test('where clocks go back over midnight, the evening is repeated with its day', () => {
    // America/Nuuk goes from Sunday 00:00 (-01:00) to Saturday 23:00 (-02:00) at 01:00 UTC of Sunday.
    const nuuk = (days: WarmWindow['days']) =>
      changes([window({ days, timeZone: 'America/Nuuk' })], '2026-10-24T12:00Z', '2026-10-25T12:00Z');
    expect(nuuk(['sat'])).toEqual(['2026-10-24T12:00Z 2', '2026-10-25T02:00Z 0']);
    expect(nuuk(['sun'])).toEqual(['2026-10-24T12:00Z 0', '2026-10-25T02:00Z 2']);
  });
});

test('an unknown time zone is an error, never a guess', () => {
  expect(() => warmAgentsAt([window({ timeZone: 'Europe/Atlantis' })], 0)).toThrow(RangeError);
});
