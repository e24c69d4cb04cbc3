import { readdirSync } from 'node:fs';
import { SUSPEND_RUN } from '../../../proof/e2e/scene/hostile-scripts';
import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { cleanup } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';
import { evictedByKubelet } from './support/kubelet';
import { FAST_CLOCK_LIMITS, pod } from './support/pod';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

/** A pod whose job may take some seconds. */
const limitedPod = () =>
  pod({ devops, clockRate: 10, env: FAST_CLOCK_LIMITS, registerEnv: { AZP_JOB_MINUTES: '0.1', AZP_GRACE_SECONDS: '60' } });

test('a job that takes longer than it may is cancelled by its agent and reported as canceled, and the pod ends as it should', async () => {
  const job = devops.queueJob({ pool: 'linux', script: 'echo begun; sleep 600' });
  const { ended, folder, register, run } = limitedPod();
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, job.log, agentNames(devops)]).toEqual(['canceled', expect.stringContaining('begun'), []]);
  expect(register.events('the job takes longer than it may: the agent is asked to cancel it')).toHaveLength(1);
  expect(run.events('the job takes longer than it may: the listener is asked to cancel it')).toHaveLength(1);
  expect(readdirSync(folder.evict)).toEqual([]);
}, 60_000);

test('a job that prevents this is evicted, although Azure DevOps does not delete its agent', async () => {
  const job = devops.queueJob({ pool: 'linux', script: `${SUSPEND_RUN}\nsleep 600` });
  const started = limitedPod();
  await evictedByKubelet(started);
  expect(started.register.events('the job was not cancelled in time: the pod is ended')).not.toEqual([]);
  expect(await started.ended).toMatchObject({ run: 137, register: 1 });
  expect([job.result, agentNames(devops)]).toEqual([undefined, ['linux-x7k2p']]);
}, 180_000);
