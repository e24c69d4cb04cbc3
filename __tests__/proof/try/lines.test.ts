import { changesBetween, NOTHING_YET, statusLine } from '../../../proof/try/lines';
import type { JobState, PodState, Snapshot } from '../../../proof/try/snapshot';

const WAITING: JobState = { state: 'waiting', result: '', agent: '', waitedSeconds: 0, ranSeconds: 0 };
const RUNNING: JobState = { ...WAITING, state: 'running', agent: 'abc12', waitedSeconds: 8 };
const OVER: JobState = { ...RUNNING, state: 'over', result: 'succeeded', ranSeconds: 15 };

const snapshot = (jobs: readonly [number, JobState][], pods: readonly [string, PodState][] = []): Snapshot => ({
  jobs: new Map(jobs),
  pods: new Map(pods),
});

test.each<[string, Snapshot, Snapshot, string[]]>([
  ['a queued job', NOTHING_YET, snapshot([[1, WAITING]]), ['job #1 is queued']],
  [
    'jobs queued together',
    NOTHING_YET,
    snapshot([
      [1, WAITING],
      [2, WAITING],
      [3, WAITING],
    ]),
    ['jobs #1 to #3 are queued'],
  ],
  ['a job that runs', snapshot([[1, WAITING]]), snapshot([[1, RUNNING]]), ['job #1 runs on abc12 after a wait of 8 s']],
  ['a job that only waits longer', snapshot([[1, WAITING]]), snapshot([[1, { ...WAITING, waitedSeconds: 9 }]]), []],
  ['a job that is over', snapshot([[1, RUNNING]]), snapshot([[1, OVER]]), ['job #1 is over: succeeded on abc12 after 15 s']],
  [
    'a job that never ran',
    snapshot([[1, WAITING]]),
    snapshot([[1, { ...WAITING, state: 'over', result: 'canceled' }]]),
    ['job #1 is over: canceled'],
  ],
  ['a new pod', NOTHING_YET, snapshot([], [['abc12', 'starting']]), ['pod abc12 starts']],
  ['a pod with a job', snapshot([], [['abc12', 'starting']]), snapshot([], [['abc12', 'running']]), ['pod abc12 has a job']],
  ['a pod that is gone', snapshot([], [['abc12', 'finished']]), snapshot([], [['abc12', 'deleted']]), ['pod abc12 is deleted']],
  ['no change', snapshot([[1, OVER]], [['abc12', 'finished']]), snapshot([[1, OVER]], [['abc12', 'finished']]), []],
])('%s', (_, before, after, lines) => {
  expect(changesBetween(before, after)).toEqual(lines);
});

test('the status counts jobs and pods', () => {
  const state = snapshot(
    [
      [1, WAITING],
      [2, WAITING],
      [3, RUNNING],
      [4, OVER],
    ],
    [
      ['a', 'starting'],
      ['b', 'running'],
      ['c', 'finished'],
      ['d', 'deleted'],
    ],
  );
  expect(statusLine(state)).toBe('jobs: 2 wait, 1 run, 1 over | agent pods: 1 start, 1 run | q: ten jobs, Ctrl-C: end');
});
