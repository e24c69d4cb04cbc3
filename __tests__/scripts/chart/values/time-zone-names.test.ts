import { isTimeZone } from '../../../../config/warm/time-zone';
import { timeZoneNames, timeZonePattern } from '../../../../scripts/chart/values/time-zone-names';

const names = timeZoneNames();

test('the config accepts every name', () => {
  expect(names.filter((name) => !isTimeZone(name))).toEqual([]);
});

test.each([
  'UTC',
  'Europe/Berlin',
  'Europe/Kyiv',
  'US/Eastern',
  'Asia/Kolkata',
  'Asia/Calcutta',
  'America/Argentina/Buenos_Aires',
  'Etc/GMT+5',
])('%s is one of the names', (name) => {
  expect(names).toContain(name);
});

test('every name of Node.js is one of the names, if the config accepts it', () => {
  const missing = Intl.supportedValuesOf('timeZone').filter((name) => isTimeZone(name) && !names.includes(name));
  expect(missing).toEqual([]);
});

test.each([
  ['Europe/Berlin', true],
  ['europe/BERLIN', true],
  ['utc', false],
  ['Europe/Berlin ', false],
  ['Europe/', false],
  ['Berlin', false],
  ['Etc/GMT5', false],
])('the pattern accepts %j: %s, as the config does', (name, expected) => {
  const pattern = new RegExp(timeZonePattern(), 'u');
  expect([pattern.test(name), isTimeZone(name)]).toEqual([expected, expected]);
});
