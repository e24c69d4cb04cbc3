import * as fc from 'fast-check';
import { SCALE_SET, SCALER } from '../../../config/timings';
import { RunnerReplica } from './model/runner-replica';
import { PROMPT, type Reporting, ScaleSetQueue } from './model/scale-set';
import { type Arrival, QUIET, type Scenario } from './model/scenario';
import { type Outcome, simulate } from './model/simulation';

// The real scaler, tracker and decision between models of GitHub, KEDA and Kubernetes, as in model.test.ts. GitHub reports by
// messages: the numbers in them are current, and the events may be late, repeated or lost.

const SECOND = 1_000;
const LOAD = 30 * SECOND;
const SETTLE = 150 * SECOND;
const BASE: Scenario = { ...QUIET, idle: 15 * SECOND, readyTakes: [0, 5 * SECOND] };

const arrivals: fc.Arbitrary<Arrival[]> = fc.array(
  fc.record({
    at: fc.oneof(fc.integer({ min: 0, max: LOAD }), fc.constantFrom(5 * SECOND, 16 * SECOND)),
    fits: fc.constant(['linux']),
    runs: fc.integer({ min: 100, max: 15 * SECOND }),
  }),
  { maxLength: 14, size: 'max' },
);
const moments = (maxLength: number) => fc.array(fc.integer({ min: 0, max: LOAD }), { maxLength });
type Parts = { readonly [K in keyof Scenario]?: fc.Arbitrary<Scenario[K]> };

function run(scenario: Scenario, reporting: Reporting, settle = SETTLE): Outcome {
  let queue: ScaleSetQueue | undefined;
  return simulate(scenario, settle, (world) => {
    queue ??= new ScaleSetQueue(world, reporting);
    return new RunnerReplica(world, queue);
  });
}

/** Checks a property of runs, as in model.test.ts: with a fixed seed, and more runs with `MORE=20 SEED=7`. */
function always(
  numRuns: number,
  changes: Partial<Scenario>,
  parts: Parts,
  reporting: Partial<Reporting>,
  check: (outcome: Outcome) => void,
) {
  const anything = { seed: fc.integer(), arrivals, replicas: fc.constantFrom<1 | 2>(1, 2) };
  const scenario = fc.record({ ...anything, ...parts }).map((random): Scenario => ({ ...BASE, ...changes, ...random }));
  fc.assert(
    fc.property(scenario, (each) => check(run(each, { ...PROMPT, ...reporting }))),
    { numRuns: Number(process.env['MORE'] ?? 1) * numRuns, seed: Number(process.env['SEED'] ?? 16), endOnFailure: true },
  );
}

const waits = ({ jobs }: Outcome): number[] => jobs.map(({ queuedAt, receivedAt = Number.POSITIVE_INFINITY }) => receivedAt - queuedAt);
const isServed = (outcome: Outcome): boolean => outcome.jobs.every(({ over, receivedAt }) => over && receivedAt !== undefined);
/** Events are late, by less than a runner counts for that has ended. */
const LATE = { late: 30, lateTakes: [SECOND, SCALE_SET.lateEvent.milliseconds - 5 * SECOND] } as const;

describe('jobs that are not cancelled', () => {
  test('get exactly one runner each, and are seen within a second', () => {
    const [, start] = BASE.startTakes;
    const kedaTakes = 2 * SECOND + 2 * SCALER.repeat.milliseconds + 14 * BASE.createTakes[1];
    // A replica without a session waits for it at the start.
    const opening = 500;
    always(100, {}, {}, {}, (outcome) => {
      expect(outcome.tooMany).toEqual([]);
      expect(outcome.agents).toHaveLength(outcome.jobs.length);
      expect(Math.max(0, ...waits(outcome))).toBeLessThan(opening + SECOND + kedaTakes + start + 3 * SECOND);
    });
  });

  test('get exactly one each if events are late, in any order', () => {
    always(100, {}, {}, LATE, (outcome) => {
      expect(outcome.tooMany).toEqual([]);
      expect(isServed(outcome)).toBe(true);
    });
  });

  test('get exactly one each if events that jobs have ended are lost, and others are late', () => {
    always(100, {}, {}, { ...LATE, lostEnds: 50 }, (outcome) => {
      expect(outcome.tooMany).toEqual([]);
      expect(isServed(outcome)).toBe(true);
    });
  });

  test('get exactly one each if messages come again', () => {
    always(60, {}, {}, { ...LATE, repeats: 40 }, (outcome) => {
      expect(outcome.tooMany).toEqual([]);
      expect(isServed(outcome)).toBe(true);
    });
  });

  test('never have more runners than the maximum', () => {
    const entries = [{ name: 'linux', max: 3, warm: 0 }];
    always(60, { entries, startTakes: [SECOND, 3 * SECOND] }, {}, LATE, (outcome) => {
      expect(outcome.tooMany).toEqual([]);
      expect(isServed(outcome)).toBe(true);
      expect(outcome.most['linux']).toBeLessThanOrEqual(3);
    });
  });

  test('get one each if KEDA and the scaler restart at any moment, with or without closing the session', () => {
    const parts = { kedaRestarts: moments(2), scalerRestarts: moments(3), newLoops: moments(2) };
    always(80, {}, parts, {}, (outcome) => {
      if (outcome.mismatches.length === 0) expect(outcome.tooMany).toEqual([]);
      expect(isServed(outcome)).toBe(true);
    });
  });
});

describe('when runners are killed', () => {
  const entries = [{ name: 'linux', max: 5, warm: 0 }];

  test('every job that has not begun gets a runner, and none is made for a job that is lost', () => {
    always(60, { entries, startTakes: [SECOND, 3 * SECOND] }, { drains: moments(4) }, {}, (outcome) => {
      expect(outcome.jobs.every(({ receivedAt }) => receivedAt !== undefined)).toBe(true);
      expect(outcome.most['linux']).toBeLessThanOrEqual(5);
      expect(outcome.idle['linux']).toBe(0);
      const killed = outcome.agents.filter((agent) => agent.killed).length;
      expect(outcome.agents.length).toBeLessThanOrEqual(outcome.jobs.length + 2 * killed);
    });
  });

  test('a scaler that has restarted since, and knows nothing of them, makes none for lost jobs either', () => {
    const arrivals = Array.from({ length: 3 }, () => ({ at: 5 * SECOND, fits: ['linux'], runs: 60 * SECOND }));
    const lost: Scenario = { ...BASE, entries, arrivals, replicas: 1, drains: [30 * SECOND, 30 * SECOND], scalerRestarts: [40 * SECOND] };
    for (let seed = 0; seed < 20; seed++) {
      const outcome = run({ ...lost, seed }, PROMPT);
      expect(outcome.agents.filter((agent) => agent.killed)).toHaveLength(2);
      expect(outcome.agents).toHaveLength(3);
    }
  });
});

describe('warm runners', () => {
  const entries = [{ name: 'linux', max: 20, warm: 2 }];

  test.each([
    ['drains', { drains: moments(3) }],
    ['restarts of the scaler', { scalerRestarts: moments(2) }],
  ])('there are exactly as many as wanted after all jobs and %s', (_, parts) => {
    always(40, { entries }, parts, {}, (outcome) => {
      expect(outcome.jobs.every(({ receivedAt }) => receivedAt !== undefined)).toBe(true);
      expect(outcome.idle['linux']).toBe(2);
    });
  });
});

// Outside of what docs/scaler.md assumes: the count says that the assumption is needed.
test('events that are later than a minute after the end of their runner may make a runner too many', () => {
  const arrivals = Array.from({ length: 8 }, (_, index) => ({ at: (5 + index) * SECOND, fits: ['linux'], runs: SECOND }));
  const after: Partial<Reporting> = { late: 50, lateTakes: [90 * SECOND, 120 * SECOND], lostEnds: 100 };
  const within: Partial<Reporting> = { ...after, lateTakes: [10 * SECOND, SCALE_SET.lateEvent.milliseconds - 5 * SECOND] };
  const tooMany = (reporting: Partial<Reporting>) =>
    Array.from({ length: 20 }, (_, seed) => run({ ...BASE, arrivals, seed }, { ...PROMPT, ...reporting })).filter(
      (outcome) => outcome.tooMany.length > 0,
    );
  expect(tooMany(within)).toHaveLength(0);
  expect(tooMany(after).length).toBeGreaterThan(5);
});
