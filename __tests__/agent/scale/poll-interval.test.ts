import { PollInterval } from '../../../agent/scale/poll-interval';

const call = (more: object) => ({ method: 'GET', status: 200, ...more });

/** The interval after each round of so many calls. */
function rounds(interval: PollInterval, count: number, more: object, callsARound = 5): number[] {
  return Array.from({ length: count }, () => {
    interval.begin();
    for (let each = 0; each < callsARound; each++) interval.note(call(more));
    return interval.ms;
  });
}

test('it doubles with each round in which little of the budget is left, up to a limit, and shrinks again', () => {
  const interval = new PollInterval(2_000);
  expect(rounds(interval, 7, { budgetLeft: 49 })).toEqual([4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  expect(rounds(interval, 1, { budgetLeft: 80 })).toEqual([60_000]);
  expect(rounds(interval, 7, { budgetLeft: 101 })).toEqual([60_000, 32_000, 16_000, 8_000, 4_000, 2_000, 2_000]);
});

test('429 doubles it too, whatever other calls of the round say', () => {
  const interval = new PollInterval(2_000);
  for (const statuses of [
    [200, 429],
    [429, 200],
  ]) {
    interval.begin();
    for (const status of statuses) interval.note(call({ status }));
  }
  expect(interval.ms).toBe(8_000);
});

test('a wait that the service asks for holds for one round, and is not limited here', () => {
  const interval = new PollInterval(2_000);
  expect(rounds(interval, 1, { retryAfterMs: 600_000 })).toEqual([600_000]);
  expect(rounds(interval, 1, {})).toEqual([2_000]);
});

test('a usual interval above the limit is not shortened', () => {
  expect(rounds(new PollInterval(300_000), 2, { budgetLeft: 1 })).toEqual([300_000, 300_000]);
});

test.each([401, 203])('it grows while the credential is refused (%i), and is as usual with the first success', (status) => {
  const interval = new PollInterval(2_000);
  expect(rounds(interval, 5, { status }, 1)).toEqual([4_000, 8_000, 15_000, 15_000, 15_000]);
  expect(rounds(interval, 1, {}, 1)).toEqual([2_000]);
  expect(rounds(interval, 1, { status }, 1)).toEqual([4_000]);
});
