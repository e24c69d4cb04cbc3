import type { RunRecord } from '../../../../../proof/bench/scaling/record';
import { missedGoals } from '../../../../../proof/bench/scaling/render/goals';
import { aFloor, aLoad, aRun, someResults } from '../support/results';

const TITLES = { own: 'this project', 'own-warm': 'warm', 'own-anticipate': 'ahead', tutorial: 'tutorial', 'blue-agent': 'blue-agent' };
const variants = Object.entries(TITLES).map(([id, title]) => ({ id, title, pollSeconds: 10 }));
const loads = [aLoad('trickle', 'a trickle')];

/** A run of the trickle whose only job waits for `wait` seconds. */
const waited = (variant: keyof typeof TITLES, wait: number, changes: Partial<RunRecord> = {}) =>
  aRun({
    variant,
    load: 'trickle',
    jobs: [{ queued: 0, started: wait, finished: wait + 20, result: 'succeeded', cancelled: false }],
    pods: [{ scheduled: 0, finished: wait + 20 }],
    ...changes,
  });

const misses = (runs: readonly RunRecord[], changes: Parameters<typeof someResults>[0] = {}) =>
  missedGoals(someResults({ variants, loads, floors: [aFloor({ load: 'trickle', starts: [3] })], runs, ...changes }));

test('nothing is missed if all goals are met', () => {
  const runs = [waited('own', 18), waited('own-warm', 2), waited('own-anticipate', 2), waited('tutorial', 30), waited('blue-agent', 25)];
  expect(misses(runs)).toEqual([]);
});

test('the defaults miss what is worse than one pod per job, the floor, and the variants of others', () => {
  const left = { pods: Array(2).fill({ scheduled: 0, finished: 60 }), agentsLeft: 1 };
  expect(misses([waited('own', 30, left), waited('tutorial', 30), waited('blue-agent', 25)])).toEqual([
    'a trickle, this project: pods per job: 2.00, the goal is at most 1.00',
    'a trickle, this project: p95: 30.0, the goal is at most 18.0',
    'a trickle, this project: p95 is 30.0, that of tutorial is 30.0',
    'a trickle, this project: p95 is 30.0, that of blue-agent is 25.0',
    'a trickle, this project: unused agent-minutes: 1.7, the goal is at most 0.5',
    'a trickle, this project: agents left: 1, the goal is at most 0',
  ]);
});

test('waits count by their median, and pods by the worst of all repetitions', () => {
  const runs = [waited('own', 10), waited('own', 60), waited('own', 11, { pods: Array(2).fill({ scheduled: 0, finished: 9 }) })];
  expect(misses(runs)).toEqual(['a trickle, this project: pods per job: 2.00, the goal is at most 1.00']);
});

test('there is no goal for pods with cancelled jobs, nor for the p95 if the maximum of agents decides', () => {
  const runs = [waited('own', 90, { pods: Array(2).fill({ scheduled: 0, finished: 90 }) })];
  expect(misses(runs, { loads: [{ ...aLoad('trickle', 'a trickle'), cancels: true, isLimited: true }] })).toEqual([]);
});

test('runners must not be unused for longer than those of the documentation', () => {
  const documented = [...variants, { id: 'documentation', title: 'docs', pollSeconds: 30 }];
  const runs = [waited('own', 10), aRun({ ...waited('own', 30, { pods: [{ scheduled: 28, finished: 50 }] }), variant: 'documentation' })];
  expect(misses(runs, { service: 'github', variants: documented })).toEqual([
    'a trickle, this project: unused agent-minutes: 0.2, the goal is at most 0.0',
  ]);
});

test('without bare agents the goal for the p95 is unknown', () => {
  expect(misses([waited('own', 1)], { floors: [] })).toEqual([
    'a trickle, this project: the goal for the p95 is unknown, because no bare agents were measured',
  ]);
});

test('warm agents miss a slow start, and a pod more than two in addition to the jobs', () => {
  expect(misses([waited('own-warm', 3, { pods: Array(4).fill({ scheduled: 0, finished: 23 }), kept: 2, agentsLeft: 2 })])).toEqual([
    'a trickle, warm: pods in addition to the jobs: 3, the goal is at most 2',
    'a trickle, warm: p50: 3.0, the goal is below 3',
  ]);
});

test('agents ahead of a stream miss what blue-agent does better', () => {
  const ahead = waited('own-anticipate', 4, { pods: Array(2).fill({ scheduled: 0, finished: 40 }) });
  expect(misses([ahead, waited('blue-agent', 4)])).toEqual([
    'a trickle, ahead: pods per job: 2.00, the goal is at most 1.05',
    'a trickle, ahead: p50: 4.0, the goal is below 3',
    'a trickle, ahead: p95 is 4.0, that of blue-agent is 4.0',
    'a trickle, ahead: unused agent-minutes: 1.0, the goal is at most 0.1',
  ]);
});
