import { advance, type Ending, type Facts } from '../../../agent/listener/ending';

const quiet: Facts = { now: 0, toEnd: false, allowed: false, refused: false };

/** Goes on from one look to the next; says what was done, and when. */
function play(facts: readonly Partial<Facts>[]): string[] {
  let ending: Ending = { step: 'none' };
  return facts.flatMap((change) => {
    const next = advance(ending, { ...quiet, ...change });
    ending = next.ending;
    return next.step === undefined ? [] : [`${next.step} at ${change.now ?? 0}`];
  });
}

test('a listener that goes on is left alone', () => {
  expect(play([{}, { now: 1000, allowed: true }, { now: 2000, refused: true }])).toEqual([]);
});

test('leave is asked for, and without an answer the end comes after two minutes', () => {
  expect(play([{ toEnd: true }, { now: 119_999, toEnd: true }, { now: 120_000, toEnd: true }])).toEqual([
    'ask at 0',
    'interrupt at 120000',
  ]);
});

test('an answer that a job is assigned starts the two minutes anew', () => {
  const looks = [
    { toEnd: true },
    { now: 100_000, toEnd: true, refused: true },
    { now: 219_999, toEnd: true },
    { now: 220_000, toEnd: true },
  ];
  expect(play(looks)).toEqual(['ask at 0', 'interrupt at 220000']);
});

test('with leave it is interrupted every two seconds, and killed after thirty', () => {
  const looks = [0, 250, 500, 2249, 2250, 4249, 4250, 30_250, 40_000].map((now) => ({ now, toEnd: true, allowed: true }));
  expect(play(looks)).toEqual(['ask at 0', 'interrupt at 250', 'interruptAgain at 2250', 'interruptAgain at 4250', 'kill at 30250']);
});

test.each([
  ['asked', { toEnd: true }],
  ['interrupted', { toEnd: true, allowed: true }],
])('a job that comes when it is %s takes the question back', (_when, facts) => {
  expect(play([facts, facts, { now: 1000 }, { now: 2000 }]).slice(-1)).toEqual(['takeBack at 1000']);
});
