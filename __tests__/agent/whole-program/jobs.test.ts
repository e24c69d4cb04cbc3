import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { AGENT_VERSION } from '../../../proof/fake-devops/stub-agent/version';
import { cleanup } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';
import { FAST_CLOCK_LIMITS, pod } from './support/pod';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

/** A job that runs until the test ends it. */
const ENDLESS_JOB = 'echo begun; while [ ! -e "$AGENT_WORKFOLDER/end" ]; do sleep 0.05; done; echo done';

test('if a job is cancelled before an agent receives it, the agent deregisters when it has been idle for too long', async () => {
  const job = devops.queueJob({ pool: 'linux' });
  devops.cancelJob(job);
  const { ended, register, folder } = pod({ devops, env: { AZP_IDLE_MINUTES: '0.03' } });
  expect((await register.event('the agent may stop'))['because']).toBe('no job came in time');
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['canceled', []]);
  expect(existsSync(join(folder.handover, 'job-started'))).toBe(false);
}, 60_000);

test('the same happens if a job is cancelled while it is assigned and not picked up', async () => {
  devops.stub.set({ neverPolls: true });
  const { ended } = pod({ devops, env: { AZP_IDLE_MINUTES: '0.05' } });
  const job = devops.queueJob({ pool: 'linux' });
  await devops.eventually('the job is assigned', () => job.agentName !== undefined);
  devops.cancelJob(job);
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['canceled', []]);
}, 60_000);

test('a job that is cancelled while it runs ends, and so does the pod', async () => {
  const job = devops.queueJob({ pool: 'linux', script: 'echo begun; sleep 600' });
  const { ended } = pod({ devops });
  await devops.eventually('the job runs', () => job.log === 'begun\n');
  devops.cancelJob(job);
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['canceled', []]);
}, 60_000);

test('a job that fails is not a failure of its agent', async () => {
  const job = devops.queueJob({ pool: 'linux', script: 'exit 3' });
  expect(await pod({ devops }).ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['failed', []]);
}, 60_000);

test('an agent runs one job and leaves the next one to others', async () => {
  const first = devops.queueJob({ pool: 'linux' });
  const second = devops.queueJob({ pool: 'linux' });
  expect(await pod({ devops, name: 'linux-first' }).ended).toEqual({ run: 0, register: 0 });
  expect([first.result, second.result]).toEqual(['succeeded', undefined]);
  expect(await pod({ devops, name: 'linux-second' }).ended).toEqual({ run: 0, register: 0 });
  expect([first.agentName, second.agentName, second.result]).toEqual(['linux-first', 'linux-second', 'succeeded']);
}, 60_000);

test('if a listener ends because it could not confirm its job, the pod ends; the job is left for another agent', async () => {
  devops.stub.set({ exitWithoutJob: true });
  const job = devops.queueJob({ pool: 'linux' });
  const { ended, run } = pod({ devops });
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect(run.events('the listener ended without running a job')).toMatchObject([{ jobTaken: true }]);
  expect(agentNames(devops)).toEqual([]);
  devops.stub.set({ exitWithoutJob: false });
  await pod({ devops, name: 'linux-next' }).ended;
  expect(job.result).toBe('succeeded');
}, 60_000);

test('if somebody deletes an idle agent, the listener ends, and so does the pod', async () => {
  const { ended, run } = pod({ devops });
  await devops.eventually('the agent is online', () => devops.agentsOf('linux').some(({ status }) => status === 'online'));
  const agent = devops.pool('linux').agentNamed('linux-x7k2p');
  devops.pool('linux').removeAgent(agent?.id ?? 0);
  expect(await ended).toMatchObject({ register: 0 });
  expect(run.events('the listener failed')).toHaveLength(1);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test('if somebody deletes an idle agent and its listener gets `invalid_client` without end, the registrar ends it, and so does the pod', async () => {
  devops.settings.deletedAgent = 'invalidClient';
  const { ended, run, register } = pod({ devops, clockRate: 10, env: FAST_CLOCK_LIMITS });
  await devops.eventually('the agent is online', () => devops.agentsOf('linux').some(({ status }) => status === 'online'));
  const agent = devops.pool('linux').agentNamed('linux-x7k2p');
  devops.pool('linux').removeAgent(agent?.id ?? 0);
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect(run.events('asking the listener to end')).toMatchObject([{ allowed: true }]);
  expect(register.events('the agent may stop')).toMatchObject([{ because: 'it is not registered any more' }]);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test('an agent of the same name is replaced, and the new one runs the job', async () => {
  const { id } = devops.addAgent('linux', { name: 'linux-x7k2p', version: '4.200.0' });
  const job = devops.queueJob({ pool: 'linux', script: ENDLESS_JOB });
  const { ended, folder } = pod({ devops });
  await devops.eventually('the job runs', () => job.log === 'begun\n');
  expect(devops.agentsOf('linux').filter(({ name }) => name === 'linux-x7k2p')).toMatchObject([{ id, version: AGENT_VERSION }]);
  writeFileSync(join(folder.work, 'end'), '');
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['succeeded', []]);
}, 60_000);

test('a registrar that is killed and restarted during a job deregisters the agent at the end', async () => {
  const job = devops.queueJob({ pool: 'linux', script: ENDLESS_JOB });
  const { ended, folder, register, restartRegister } = bound(pod({ devops }));
  await devops.eventually('the job runs', () => job.log === 'begun\n');
  await register.kill();
  await (await restartRegister()).event('adopting the registered agent');
  writeFileSync(join(folder.work, 'end'), '');
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['succeeded', []]);
}, 60_000);

const bound = (of: ReturnType<typeof pod>) => ({
  ended: of.ended,
  folder: of.folder,
  register: of.register,
  restartRegister: () => of.restartRegister(),
});
