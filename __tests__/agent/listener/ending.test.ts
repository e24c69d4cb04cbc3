import { advance, type Ending, type Facts } from '../../../agent/listener/ending';

const QUIET: Facts = { now: 0, shouldEnd: false, allowed: false, refused: false };

/** Advances from one set of facts to the next; returns what was done, and when. */
function play(facts: readonly Partial<Facts>[]): string[] {
  let ending: Ending = { state: 'running' };
  return facts.flatMap((change) => {
    const next = advance(ending, { ...QUIET, ...change });
    ending = next.ending;
    return next.action === undefined ? [] : [`${next.action} at ${change.now ?? 0}`];
  });
}

test('a listener that should not end is not interrupted', () => {
  expect(play([{}, { now: 1000, allowed: true }, { now: 2000, refused: true }])).toEqual([]);
});

test('it asks for permission, and interrupts after two minutes without an answer', () => {
  expect(play([{ shouldEnd: true }, { now: 119_999, shouldEnd: true }, { now: 120_000, shouldEnd: true }])).toEqual([
    'ask at 0',
    'interrupt at 120000',
  ]);
});

test('the answer that a job is assigned restarts the two minutes', () => {
  const facts = [
    { shouldEnd: true },
    { now: 100_000, shouldEnd: true, refused: true },
    { now: 219_999, shouldEnd: true },
    { now: 220_000, shouldEnd: true },
  ];
  expect(play(facts)).toEqual(['ask at 0', 'interrupt at 220000']);
});

test('with permission it interrupts every two seconds, and kills after thirty', () => {
  const facts = [0, 250, 500, 2249, 2250, 4249, 4250, 30_250, 40_000].map((now) => ({ now, shouldEnd: true, allowed: true }));
  expect(play(facts)).toEqual(['ask at 0', 'interrupt at 250', 'interruptAgain at 2250', 'interruptAgain at 4250', 'kill at 30250']);
});

test.each([
  ['asking', { shouldEnd: true }],
  ['interrupting', { shouldEnd: true, allowed: true }],
])('a job that comes in the state %s withdraws the request for permission', (_state, facts) => {
  expect(play([facts, facts, { now: 1000 }, { now: 2000 }]).slice(-1)).toEqual(['withdraw at 1000']);
});
