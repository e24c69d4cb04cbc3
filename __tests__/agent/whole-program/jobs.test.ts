import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { cleanup } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';
import { FAST_CLOCK_LIMITS, pod } from './support/pod';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

/** Runs until the test ends it, whatever is asked of it in the meantime. */
const untilToldTo = 'echo begun; while [ ! -e "$AGENT_WORKFOLDER/end" ]; do sleep 0.05; done; echo done';

test('a job that is cancelled before an agent has it: the agent leaves once it was idle for too long', async () => {
  const job = devops.queueJob({ pool: 'linux' });
  devops.cancelJob(job);
  const { ended, register, folder } = pod({ devops, env: { AZP_IDLE_MINUTES: '0.03' } });
  expect((await register.event('the agent may stop'))['because']).toBe('no job came in time');
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['canceled', []]);
  expect(existsSync(join(folder.handover, 'job-started'))).toBe(false);
}, 60_000);

test('a job that is cancelled while it is assigned and not picked up: the same', async () => {
  devops.stub.set({ neverPolls: true });
  const { ended } = pod({ devops, env: { AZP_IDLE_MINUTES: '0.05' } });
  const job = devops.queueJob({ pool: 'linux' });
  await devops.eventually('the job is assigned', () => job.agentName !== undefined);
  devops.cancelJob(job);
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['canceled', []]);
}, 60_000);

test('a job that is cancelled while it runs ends, and with it the pod', async () => {
  const job = devops.queueJob({ pool: 'linux', script: 'echo begun; sleep 600' });
  const { ended } = pod({ devops });
  await devops.eventually('the job runs', () => job.log === 'begun\n');
  devops.cancelJob(job);
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['canceled', []]);
}, 60_000);

test('a job that fails is no failure of its agent', async () => {
  const job = devops.queueJob({ pool: 'linux', script: 'exit 3' });
  expect(await pod({ devops }).ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['failed', []]);
}, 60_000);

test('one agent runs one job: the next one is left to others', async () => {
  const first = devops.queueJob({ pool: 'linux' });
  const second = devops.queueJob({ pool: 'linux' });
  expect(await pod({ devops, name: 'linux-first' }).ended).toEqual({ run: 0, register: 0 });
  expect([first.result, second.result]).toEqual(['succeeded', undefined]);
  expect(await pod({ devops, name: 'linux-second' }).ended).toEqual({ run: 0, register: 0 });
  expect([first.agentName, second.agentName, second.result]).toEqual(['linux-first', 'linux-second', 'succeeded']);
}, 60_000);

test('a listener that ends without its job, which it could not confirm, ends the pod; the job is for another one', async () => {
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

test('an idle agent that somebody deletes: the listener ends, and with it the pod', async () => {
  const { ended, run } = pod({ devops });
  await devops.eventually('the agent is online', () => devops.agentsOf('linux').some(({ status }) => status === 'online'));
  const agent = devops.pool('linux').agentNamed('linux-x7k2p');
  devops.pool('linux').removeAgent(agent?.id ?? 0);
  expect(await ended).toMatchObject({ register: 0 });
  expect(run.events('the listener failed')).toHaveLength(1);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test('an idle agent that somebody deletes, and whose listener is told `invalid_client` for ever: the registrar ends it, and with it the pod', async () => {
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

test('a name that is taken: the agent is replaced, and the new one runs the job', async () => {
  const { id } = devops.addAgent('linux', { name: 'linux-x7k2p', version: '4.200.0' });
  const job = devops.queueJob({ pool: 'linux', script: untilToldTo });
  const { ended, folder } = pod({ devops });
  await devops.eventually('the job runs', () => job.log === 'begun\n');
  expect(devops.agentsOf('linux').filter(({ name }) => name === 'linux-x7k2p')).toMatchObject([{ id, version: '4.275.0' }]);
  writeFileSync(join(folder.work, 'end'), '');
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['succeeded', []]);
}, 60_000);

test('a registrar that is killed during a job and started anew deregisters the agent at the end', async () => {
  const job = devops.queueJob({ pool: 'linux', script: untilToldTo });
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
