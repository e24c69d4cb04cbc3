import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { startAgent } from './support/agent-process';
import { cleanup } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';
import { pod } from './support/pod';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

const isOnline = () => devops.agentsOf('linux').some(({ status }) => status === 'online');
const ENDLESS_JOB = 'echo begun; while [ ! -e "$AGENT_WORKFOLDER/end" ]; do sleep 0.05; done';

test('before config.sh has started: it is not started', async () => {
  const hanging = devops.fault({ method: 'GET', path: /actionFilter=manage/, answer: '503' });
  const { ended, run, register } = pod({ devops });
  await devops.eventually('the agent pool was asked for', () => hanging.hits > 0);
  await run.event('waiting for the registrar');
  run.signal('SIGTERM');
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect(register.events('registering')).toEqual([]);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test('while config.sh runs: the agent that it registers within five seconds is deleted', async () => {
  devops.stub.set({ configSeconds: 2 });
  const { ended, run, register } = pod({ devops });
  await register.event('registering');
  await run.event('waiting for the registrar');
  run.signal('SIGTERM');
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect(devops.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test('while config.sh hangs after it registered the agent: it is killed, and the agent is found by its name', async () => {
  devops.stub.set({ configHang: true, configRegisters: true });
  const { ended, run } = pod({ devops });
  await devops.eventually('the agent is registered', () => agentNames(devops).length > 0);
  await run.event('waiting for the registrar');
  run.signal('SIGTERM');
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test('idle: the agent is disabled first, then the listener ends, then the agent is deleted', async () => {
  const started = pod({ devops });
  await devops.eventually('the agent is online', isOnline);
  const from = devops.requests.length;
  expect(await started.delete()).toEqual({ run: 0, register: 0 });
  const order = devops.requests
    .slice(from)
    .filter(({ method, path }) => ['PATCH', 'DELETE'].includes(method) && /agents|sessions/.test(path))
    .map(({ method, path }) => `${method} ${path.replace(/.*pools\/\d+\/(\w+).*/, '$1')}`);
  expect(order).toEqual(['PATCH agents', 'DELETE sessions', 'DELETE agents']);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test('idle, with a job queued at the same moment: the job runs here to its end or is left for another agent, and is never lost', async () => {
  const started = pod({ devops });
  await devops.eventually('the agent is online', isOnline);
  started.run.signal('SIGTERM');
  const job = devops.queueJob({ pool: 'linux' });
  expect(await started.ended).toEqual({ run: 0, register: 0 });
  expect(agentNames(devops)).toEqual([]);
  if (job.agentName === undefined) expect(await pod({ devops, name: 'linux-next' }).ended).toEqual({ run: 0, register: 0 });
  expect(job.result).toBe('succeeded');
}, 60_000);

test('with a job that is assigned and has not begun: it runs to its end', async () => {
  const release = devops.fault({ method: 'GET', path: /messages/, answer: '503' });
  const started = pod({ devops });
  await devops.eventually('the agent is online', isOnline);
  const job = devops.queueJob({ pool: 'linux', script: 'echo begun' });
  expect([job.agentName, job.request?.receiveTime]).toEqual(['linux-x7k2p', undefined]);
  started.run.signal('SIGTERM');
  await devops.eventually('the agent is disabled', () =>
    devops.agentsOf('linux').some(({ name, enabled }) => name !== 'placeholder' && !enabled),
  );
  release.remove();
  expect(await started.ended).toEqual({ run: 0, register: 0 });
  expect([job.result, job.log, agentNames(devops)]).toEqual(['succeeded', 'begun\n', []]);
}, 90_000);

test.each([1, 2])(
  'during a job, %i times: it runs to its end',
  async (times) => {
    const job = devops.queueJob({ pool: 'linux', script: ENDLESS_JOB });
    const started = pod({ devops });
    await devops.eventually('the job runs', () => job.log === 'begun\n');
    for (let time = 0; time < times; time++) started.run.signal('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect([started.run.code, job.result]).toEqual([undefined, undefined]);
    writeFileSync(join(started.folder.work, 'end'), '');
    expect(await started.ended).toEqual({ run: 0, register: 0 });
    expect([job.result, agentNames(devops)]).toEqual(['succeeded', []]);
  },
  60_000,
);

test('twice while deregistering: the agent is still deregistered', async () => {
  devops.fault({ method: 'DELETE', path: /agents/, answer: '503', times: 2 });
  const agent = startAgent('register', { devops });
  await agent.event('registered');
  agent.signal('SIGTERM');
  await agent.event('deregistering again');
  agent.signal('SIGTERM');
  expect(await agent.exited).toBe(0);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test('SIGINT, as by Ctrl-C, has the same effect', async () => {
  const agent = startAgent('register', { devops });
  await agent.event('registered');
  agent.signal('SIGINT');
  expect(await agent.exited).toBe(0);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);
