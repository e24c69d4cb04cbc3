import { EventEmitter } from 'node:events';
import { StartCosts } from '../../../../../proof/bench/scaling/cpu/start-costs';
import { FakeDevOps } from '../../../../../proof/fake-devops/fake-devops';

/** A job as far as it matters: its run, its agent, and the start of its first step. */
const aJob = (buildId: number, agentName: string, startTime?: number) => ({ buildId, agentName, record: { startTime } });

function observe(jobs: ReturnType<typeof aJob>[], secondsOf: (uid: string) => number | undefined) {
  const events = new EventEmitter();
  const pods = { agentPods: ['a', 'b'].map((name) => ({ pod: { metadata: { name, uid: `uid-${name}` } }, isDeleted: false })) };
  const devops = { jobs, events } as unknown as Pick<FakeDevOps, 'jobs' | 'events'>;
  return { costs: new StartCosts(devops, pods, { secondsOf }), change: () => events.emit('change') };
}

test('the CPU time of the pod is noted at the first step of its job, and not later', () => {
  let seconds = 1;
  const jobs = [aJob(1, 'a'), aJob(2, 'b', 5)];
  const { costs, change } = observe(jobs, (uid) => (uid === 'uid-a' ? seconds : 10 * seconds));
  change();
  expect([costs.of({ buildId: 1 }), costs.of({ buildId: 2 })]).toEqual([undefined, 10]);
  seconds = 2;
  jobs[0] = aJob(1, 'a', 6);
  change();
  seconds = 3;
  change();
  expect([costs.of({ buildId: 1 }), costs.of({ buildId: 2 })]).toEqual([2, 10]);
});

test('a job of an agent without a pod has no figure', () => {
  const { costs, change } = observe([aJob(1, 'by hand', 5)], () => 1);
  change();
  expect(costs.of({ buildId: 1 })).toBeUndefined();
});

test('jobs can be queued and cancelled meanwhile', async () => {
  const devops = await FakeDevOps.start({ pools: ['linux'] });
  try {
    devops.addAgent('linux', { name: 'placeholder', version: '99.999.9', enabled: false });
    const costs = new StartCosts(devops, { agentPods: [] }, { secondsOf: () => 1 });
    const job = devops.queueJob({ pool: 'linux' });
    devops.cancelJob(job);
    expect([job.result, costs.of(job)]).toEqual(['canceled', undefined]);
  } finally {
    await devops.close();
  }
});
