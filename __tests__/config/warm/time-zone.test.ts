import { isTimeZone, nearestTimeZone } from '../../../config/warm/time-zone';

test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Asia/Calcutta', 'Etc/GMT+5'])(
  '%s is a time zone',
  (name) => {
    expect(isTimeZone(name)).toBe(true);
  },
);

test.each(['', 'Berlin', 'Europe/Berln', 'CET', 'EST', 'EST5EDT', '+01:00', 'UTC+1', 'W. Europe Standard Time', 'Europe/Berlin\n'])(
  '%j is none',
  (name) => {
    expect(isTimeZone(name)).toBe(false);
  },
);

test.each([
  ['Europe/Berln', 'Europe/Berlin'],
  ['europe / berlin', 'Europe/Berlin'],
  ['berlin', 'Europe/Berlin'],
  ['New York', 'America/New_York'],
  ['utc', 'UTC'],
  ['W. Europe Standard Time', undefined],
  ['', undefined],
])('%j means %j', (name, meant) => {
  expect(nearestTimeZone(name)).toBe(meant);
});
