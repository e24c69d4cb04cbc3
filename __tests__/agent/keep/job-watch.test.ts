import fc from 'fast-check';
import { JobWatch } from '../../../agent/keep/job-watch';
import type { JobRequest } from '../../../providers/azure-devops/client/types';

/** The server's clock at its answer. */
const NOW = 1_090_000;

/** The calls that a watch has made to the metrics. */
function watching() {
  const reports = { jobs: [] as unknown[], finished: [] as string[], starts: [] as number[] };
  const watch = new JobWatch({
    showJobs: (jobs) => void reports.jobs.push(jobs),
    countFinished: (result) => void reports.finished.push(result),
    countStart: (seconds) => void reports.starts.push(seconds),
  });
  return {
    watch,
    show: (...requests: JobRequest[]) => watch.show({ value: requests, serverTime: NOW }),
    showNothing: () => watch.show(undefined),
    reports,
  };
}

const queued = (requestId: number): JobRequest => ({
  requestId,
  queueTime: 1_000_000,
  assignTime: undefined,
  receiveTime: undefined,
  finishTime: undefined,
  result: undefined,
});
const assigned = (requestId: number): JobRequest => ({ ...queued(requestId), assignTime: 1_005_000 });
const received = (requestId: number, afterMs = 12_500): JobRequest => ({ ...assigned(requestId), receiveTime: 1_000_000 + afterMs });
const finished = (requestId: number, result = 'succeeded'): JobRequest => ({ ...received(requestId), finishTime: 1_100_000, result });

test('a job counts as queued until an agent has received it, and as running until it has a result', () => {
  const { show, reports } = watching();
  show(queued(1), assigned(2), received(3), received(4), received(5), finished(6), { ...queued(7), result: 'canceled' });
  expect(reports.jobs).toEqual([{ queued: 2, running: 3, oldestSeconds: 90 }]);
});

test("the age of the oldest queued job is measured by the server's clock, and unknown without it", () => {
  const { watch, show, reports } = watching();
  show({ ...queued(1), queueTime: NOW - 5000 }, { ...queued(2), queueTime: NOW - 7500 }, received(3));
  show({ ...queued(1), queueTime: NOW + 5000 });
  show({ ...queued(1), queueTime: undefined });
  watch.show({ value: [queued(1)], serverTime: undefined });
  expect(reports.jobs).toMatchObject([
    { oldestSeconds: 7.5 },
    { oldestSeconds: 0 },
    { oldestSeconds: undefined },
    { oldestSeconds: undefined },
  ]);
});

test('a job counts once: its start when it is first seen received, its end when it is first seen finished', () => {
  const { show, reports } = watching();
  show(queued(1));
  show(received(1));
  show(received(1));
  show(finished(1, 'failed'));
  show(finished(1, 'failed'));
  expect(reports).toMatchObject({ starts: [12.5], finished: ['failed'] });
});

test('a job that starts and ends between two rounds counts', () => {
  const { show, reports } = watching();
  show();
  show(finished(1));
  expect(reports).toMatchObject({ starts: [12.5], finished: ['succeeded'] });
});

test('what the first round lists is not counted, but what happens to it later is', () => {
  const { show, reports } = watching();
  show(queued(1), received(2), finished(3));
  expect(reports).toMatchObject({ starts: [], finished: [] });
  show(received(1, 3000), finished(2), finished(3));
  expect(reports).toMatchObject({ starts: [3], finished: ['succeeded'] });
});

test('a round without a list does not count as the first round', () => {
  const { show, showNothing, reports } = watching();
  showNothing();
  show(finished(1));
  showNothing();
  show(finished(1), finished(2));
  expect(reports).toEqual({
    jobs: [undefined, { queued: 0, running: 0, oldestSeconds: 0 }, undefined, { queued: 0, running: 0, oldestSeconds: 0 }],
    starts: [12.5],
    finished: ['succeeded'],
  });
});

test('a job cancelled in the queue has no start', () => {
  const { show, reports } = watching();
  show(queued(1));
  show({ ...queued(1), result: 'canceled' });
  expect(reports).toMatchObject({ starts: [], finished: ['canceled'] });
});

test('impossible times do not reduce the sum', () => {
  const { show, reports } = watching();
  show();
  show(received(1, -5000), { ...received(2), queueTime: undefined });
  expect(reports.starts).toEqual([0]);
});

test('a job that is missing from some lists is still known afterwards', () => {
  const { show, reports } = watching();
  show(queued(1));
  show(finished(1));
  show();
  show(finished(1));
  expect(reports).toMatchObject({ starts: [12.5], finished: ['succeeded'] });
});

test('the number of known jobs is limited, but never below one answer', () => {
  const { show, reports } = watching();
  const many = (from: number, count: number) => Array.from({ length: count }, (_, n) => finished(from + n));
  show();
  show(...many(1, 20_000));
  show(...many(1, 20_000));
  expect(reports.finished).toHaveLength(20_000);
  show(...many(20_001, 10_000));
  expect(reports.finished).toHaveLength(30_000);
  show(finished(20_000));
  expect(reports.finished).toHaveLength(30_001);
});

test('a job that is still listed stays known, however many others come', () => {
  const { show, reports } = watching();
  show();
  for (let round = 0; round < 3; round++) show(finished(1), ...Array.from({ length: 6000 }, (_, n) => finished(2 + round * 6000 + n)));
  expect(reports.finished).toHaveLength(1 + 3 * 6000);
});

test('whatever the rounds list, no job counts twice', () => {
  const anyRequest = fc
    .constantFrom(queued, assigned, received, finished)
    .chain((make) => fc.integer({ min: 1, max: 8 }).map((id) => make(id)));
  fc.assert(
    fc.property(fc.array(fc.array(anyRequest)), (rounds) => {
      const { show, reports } = watching();
      for (const round of rounds) show(...round);
      const seen = new Set(rounds.slice(1).flatMap((round) => round.map(({ requestId }) => requestId)));
      expect(reports.starts.length).toBeLessThanOrEqual(seen.size);
      expect(reports.finished.length).toBeLessThanOrEqual(seen.size);
    }),
  );
});
