import { figuresOf } from '../../../../proof/bench/scaling/figures';
import { aRun } from './support/results';

test('waits are from the queueing to the first step, over the jobs that ran', () => {
  const jobs = [
    { queued: 0, started: 20, finished: 30, result: 'succeeded', cancelled: false },
    { queued: 5, started: 15, finished: 30, result: 'succeeded', cancelled: false },
    { queued: 5, finished: 6, result: 'canceled', cancelled: true },
  ];
  expect(figuresOf(aRun({ jobs })).wait).toEqual({ p50: 10, p95: 20, max: 20 });
});

test('no job ran: there is no wait', () => {
  expect(figuresOf(aRun({ jobs: [{ queued: 5, finished: 6, result: 'canceled', cancelled: true }] })).wait).toBeUndefined();
});

test('unused is what pods took up beyond what jobs ran', () => {
  const jobs = [{ queued: 0, started: 40, finished: 100, result: 'succeeded', cancelled: false }];
  const pods = [{ scheduled: 10, finished: 130 }, { scheduled: 10, finished: 70 }, {}];
  expect(figuresOf(aRun({ jobs, pods })).unusedMinutes).toBe(2);
});

test('a pod and a job without an end count until what is left was counted', () => {
  const jobs = [{ queued: 0, started: 60, cancelled: false }];
  expect(figuresOf(aRun({ jobs, pods: [{ scheduled: 0 }], observedUntil: 600 })).unusedMinutes).toBe(1);
});

test('pods per job count every pod and every job', () => {
  const job = { queued: 0, started: 1, finished: 2, result: 'succeeded', cancelled: false };
  expect(figuresOf(aRun({ jobs: [job, job], pods: [{}, {}, {}] })).podsPerJob).toBe(1.5);
});

test('a job is lost unless it succeeded or the load cancelled it; then there is no end of all', () => {
  const jobs = [
    { queued: 0, started: 1, finished: 2, result: 'succeeded', cancelled: false },
    { queued: 0, started: 1, finished: 2, result: 'canceled', cancelled: true },
    { queued: 0, started: 1, finished: 2, result: 'abandoned', cancelled: false },
    { queued: 0, cancelled: false },
  ];
  expect(figuresOf(aRun({ jobs }))).toMatchObject({ lost: 2, allDone: undefined });
});

test("an hour's calls are KEDA's and those for 100 jobs, without the listeners'", () => {
  const job = { queued: 0, started: 1, finished: 2, result: 'succeeded', cancelled: false };
  const run = aRun({ jobs: [job, job], calls: { keda: 180, listeners: 500, others: 14 }, observedUntil: 1800 });
  expect(figuresOf(run)).toMatchObject({ kedaCallsPerHour: 360, callsPerHour: 1060 });
});
