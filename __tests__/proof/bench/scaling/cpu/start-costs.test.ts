import { EventEmitter } from 'node:events';
import { StartCosts } from '../../../../../proof/bench/scaling/cpu/start-costs';
import { AzureDevOpsSide } from '../../../../../proof/bench/scaling/services/azure-devops/side';
import type { ServiceJob } from '../../../../../proof/bench/scaling/services/side';

/** A job as far as it matters: its agent, and its start. */
const aJob = (id: number, agentName: string, startTime?: number): ServiceJob => ({
  id,
  agentName,
  startTime,
  queueTime: 0,
  finishTime: undefined,
  result: undefined,
});

function observe(jobs: ReturnType<typeof aJob>[], secondsOf: (uid: string) => number | undefined) {
  const events = new EventEmitter();
  const pods = { agentPods: ['a', 'b'].map((name) => ({ pod: { metadata: { name, uid: `uid-${name}` } }, isDeleted: false })) };
  const side = { jobs, onChange: (note: () => void) => void events.on('change', note) };
  return { costs: new StartCosts(side, pods, { secondsOf }), change: () => events.emit('change') };
}

test('the CPU time of the pod is noted at the first step of its job, and not later', () => {
  let seconds = 1;
  const jobs = [aJob(1, 'a'), aJob(2, 'b', 5)];
  const { costs, change } = observe(jobs, (uid) => (uid === 'uid-a' ? seconds : 10 * seconds));
  change();
  expect([costs.of({ id: 1 }), costs.of({ id: 2 })]).toEqual([undefined, 10]);
  seconds = 2;
  jobs[0] = aJob(1, 'a', 6);
  change();
  seconds = 3;
  change();
  expect([costs.of({ id: 1 }), costs.of({ id: 2 })]).toEqual([2, 10]);
});

test('a job of an agent without a pod has no figure', () => {
  const { costs, change } = observe([aJob(1, 'by hand', 5)], () => 1);
  change();
  expect(costs.of({ id: 1 })).toBeUndefined();
});

test('jobs can be queued and cancelled meanwhile', async () => {
  const side = await AzureDevOpsSide.start('127.0.0.1');
  try {
    side.addPlaceholder('placeholder');
    const costs = new StartCosts(side, { agentPods: [] }, { secondsOf: () => 1 });
    const job = side.queueJob(1);
    side.cancelJob(job);
    expect([job.result, costs.of(job)]).toEqual(['canceled', undefined]);
  } finally {
    await side.close();
  }
});
