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

test("calls per hour are those that do not depend on jobs and those for 100 jobs, without the listeners'", () => {
  const job = { queued: 0, started: 1, finished: 2, result: 'succeeded', cancelled: false };
  const run = aRun({ jobs: [job, job], calls: { queue: 180, placeholder: 60, listeners: 500, agents: 14 }, observedUntil: 1800 });
  expect(figuresOf(run)).toMatchObject({ queueCallsPerHour: 360, callsPerHour: 1180 });
});

test('calls of the reader of the queue that jobs cause count for each job', () => {
  const job = { queued: 0, started: 1, finished: 2, result: 'succeeded', cancelled: false };
  const calls = { queue: 180, queuePerJob: 6, placeholder: 0, listeners: 500, agents: 14 };
  expect(figuresOf(aRun({ jobs: [job, job], calls, observedUntil: 1800 }))).toMatchObject({ queueCallsPerHour: 360, callsPerHour: 1360 });
});

test('an idle agent that the variant keeps is not left, and the time of its pod before the load does not count', () => {
  const jobs = [{ queued: 0, started: 60, finished: 120, result: 'succeeded', cancelled: false }];
  const run = aRun({ jobs, pods: [{ scheduled: -30, finished: 120 }], agentsLeft: 3, kept: 2 });
  expect(figuresOf(run)).toMatchObject({ agentsLeft: 1, unusedMinutes: 1 });
  expect(figuresOf({ ...run, agentsLeft: 1 }).agentsLeft).toBe(0);
});

test('a pod that ended before the load costs nothing', () => {
  expect(figuresOf(aRun({ jobs: [], pods: [{ scheduled: -30, finished: -5 }] })).unusedMinutes).toBe(0);
});

test('the CPU time of a start is the median of the jobs whose pod was seen', () => {
  const job = { queued: 0, started: 1, finished: 2, result: 'succeeded', cancelled: false };
  const jobs = [job, { ...job, cpuSeconds: 1 }, { ...job, cpuSeconds: 3 }, { ...job, cpuSeconds: 2 }];
  expect(figuresOf(aRun({ jobs })).startCpuSeconds).toBe(2);
  expect(figuresOf(aRun({ jobs: [job] })).startCpuSeconds).toBeUndefined();
});

test("the CPU time of KEDA's operator is a rate until the last job is over", () => {
  expect(figuresOf(aRun({ endedAt: 120, cpu: { busy: 0.5, saturated: 0.25, kedaSeconds: 3 } }))).toMatchObject({
    busyPercent: 50,
    saturatedPercent: 25,
    kedaCpuPerMinute: 1.5,
  });
});
