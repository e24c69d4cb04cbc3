import { figuresOf } from '../../../../proof/bench/scaling/figures';
import { aRun } from './support/results';

test('waits last from queueing to the first step, and only jobs that ran have one', () => {
  const jobs = [
    { queued: 0, started: 20, finished: 30, result: 'succeeded', cancelled: false },
    { queued: 5, started: 15, finished: 30, result: 'succeeded', cancelled: false },
    { queued: 5, finished: 6, result: 'canceled', cancelled: true },
  ];
  expect(figuresOf(aRun({ jobs })).wait).toEqual({ p50: 10, p95: 20, max: 20 });
});

test('without a job that ran there is no wait', () => {
  expect(figuresOf(aRun({ jobs: [{ queued: 5, finished: 6, result: 'canceled', cancelled: true }] })).wait).toBeUndefined();
});

test('unused minutes are the time of pods minus the time of jobs', () => {
  const jobs = [{ queued: 0, started: 40, finished: 100, result: 'succeeded', cancelled: false }];
  const pods = [{ scheduled: 10, finished: 130 }, { scheduled: 10, finished: 70 }, {}];
  expect(figuresOf(aRun({ jobs, pods })).unusedMinutes).toBe(2);
});

test('pods and jobs without an end count until the end of the observation', () => {
  const jobs = [{ queued: 0, started: 60, cancelled: false }];
  expect(figuresOf(aRun({ jobs, pods: [{ scheduled: 0 }], observedUntil: 600 })).unusedMinutes).toBe(1);
});

test('pods per job include every pod and every job', () => {
  const job = { queued: 0, started: 1, finished: 2, result: 'succeeded', cancelled: false };
  expect(figuresOf(aRun({ jobs: [job, job], pods: [{}, {}, {}] })).podsPerJob).toBe(1.5);
});

test('a job that neither succeeded nor was cancelled by the load is lost, and one without an end leaves allDone undefined', () => {
  const jobs = [
    { queued: 0, started: 1, finished: 2, result: 'succeeded', cancelled: false },
    { queued: 0, started: 1, finished: 2, result: 'canceled', cancelled: true },
    { queued: 0, started: 1, finished: 2, result: 'abandoned', cancelled: false },
    { queued: 0, cancelled: false },
  ];
  expect(figuresOf(aRun({ jobs }))).toMatchObject({ lost: 2, allDone: undefined });
});

test("calls per hour are KEDA's calls and those for 100 jobs, without the listeners'", () => {
  const job = { queued: 0, started: 1, finished: 2, result: 'succeeded', cancelled: false };
  const run = aRun({ jobs: [job, job], calls: { keda: 180, listeners: 500, others: 14 }, observedUntil: 1800 });
  expect(figuresOf(run)).toMatchObject({ kedaCallsPerHour: 360, callsPerHour: 1060 });
});
