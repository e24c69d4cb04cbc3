import { QuietTime } from '../../../../../proof/bench/scaling/run/quiet-time';

test('it is quiet for long enough only without a break', () => {
  const quiet = new QuietTime(10);
  expect(quiet.note(true, 0)).toBe(false);
  expect(quiet.note(true, 9_000)).toBe(false);
  expect(quiet.note(false, 9_500)).toBe(false);
  expect(quiet.note(true, 10_000)).toBe(false);
  expect(quiet.note(true, 19_999)).toBe(false);
  expect(quiet.note(true, 20_000)).toBe(true);
});
