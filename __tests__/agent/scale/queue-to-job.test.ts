import { AgentTracker } from '../../../agent/scale/agent-tracker';
import { QueueToJob } from '../../../agent/scale/queue-to-job';
import { newJob, podOf } from './model/cluster';

const tracker = new AgentTracker(() => 0);
tracker.replace(
  [newJob('linux', 'linux-a', 5_000), newJob('big', 'big-a', 9_000)],
  [podOf('linux-a', 'running'), podOf('big-a', 'running')],
);
const received = (id: number, job: string, queuedAt: number | undefined) => ({
  id,
  agent: podOf(job, 'running').metadata.name,
  queuedAt,
  receivedAt: undefined,
});

test('a wait counts once, from the queue to the creation of the Job', () => {
  const waits = new QueueToJob();
  const first = received(1, 'linux-a', 3_000);
  expect(waits.waits([], tracker.agents)).toEqual([]);
  expect(waits.waits([first], tracker.agents)).toEqual([{ entry: 'linux', seconds: 2 }]);
  expect(waits.waits([first, received(2, 'big-a', 8_500)], tracker.agents)).toEqual([{ entry: 'big', seconds: 0.5 }]);
});

test('jobs that were received before the program started do not count', () => {
  const waits = new QueueToJob();
  const old = received(1, 'linux-a', 3_000);
  expect(waits.waits([old], tracker.agents)).toEqual([]);
  expect(waits.waits([old], tracker.agents)).toEqual([]);
});

test('a job that an existing agent took has waited for none, and unknown agents and times count nothing', () => {
  const waits = new QueueToJob();
  waits.waits([], tracker.agents);
  const jobs = [received(1, 'linux-a', 60_000), received(2, 'other', 0), received(3, 'big-a', undefined)];
  expect(waits.waits(jobs, tracker.agents)).toEqual([{ entry: 'linux', seconds: 0 }]);
});
