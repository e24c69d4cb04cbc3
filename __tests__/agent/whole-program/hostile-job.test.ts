import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyAgentTo, leaveListenerBehind } from '../../../proof/e2e/scene/hostile-scripts';
import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { completed } from '../../../proof/fake-devops/state/agent';
import { finished } from '../../../proof/fake-devops/state/job-request';
import { Child } from '../../support/child-process';
import { eventually } from '../../support/eventually';
import { startAgent } from './support/agent-process';
import { cleanup, track } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';
import { evictedByKubelet } from './support/kubelet';
import { FAST_CLOCK_LIMITS, pod } from './support/pod';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

const agent = () => devops.agentsOf('linux').find(({ name }) => name === 'linux-x7k2p');

test.each([
  ['', ''],
  [', and deletes the flags of its start', 'rm -f "$HANDOVER"/job-*'],
])(
  'a job stops "run" and leaves a listener behind%s: its agent gets no further job and is deleted, and its pod is evicted',
  async (_what, more) => {
    const started = pod({ devops, clockRate: 10, env: FAST_CLOCK_LIMITS });
    const hide = more.replace('$HANDOVER', started.folder.handover);
    const job = devops.queueJob({ pool: 'linux', script: `${leaveListenerBehind()}\n${hide}` });
    await devops.eventually('the job is over', () => job.result !== undefined, { withinMs: 60_000 });
    expect(job.result).toBe('succeeded');
    const next = Array.from({ length: 3 }, () => devops.queueJob({ pool: 'linux', script: 'echo stolen' }));
    await evictedByKubelet(started);
    expect(await started.ended).toMatchObject({ run: 137, register: 0 });
    expect(agentNames(devops)).toEqual([]);
    expect(next.map(({ agentName }) => agentName)).toEqual([undefined, undefined, undefined]);
  },
  180_000,
);

test('a job copies the key of its agent to another place and its container is killed: the stolen agent gets no job, and the placeholder finds it disabled', async () => {
  devops.settings.sessionExpiryMs = 300;
  const started = pod({ devops, registerEnv: { AZP_GRACE_SECONDS: '2' } });
  const stolen = join(started.folder.path, 'stolen');
  const job = devops.queueJob({ pool: 'linux', script: `${copyAgentTo(stolen)}\nsleep 600` });
  await eventually('the key is taken away', () => existsSync(stolen), 60);
  await devops.eventually('the agent is disabled', () => agent()?.enabled === false, { withinMs: 60_000 });
  await started.run.kill();
  expect(await started.ended).toMatchObject({ register: 1 });

  await devops.eventually('the session has lapsed', () => agent()?.status === 'offline');
  const thief = new Child(join(stolen, 'bin', 'Agent.Listener'), ['run'], {
    cwd: stolen,
    env: { PATH: process.env['PATH'], TMPDIR: started.folder.path, AGENT_ALLOW_RUNASROOT: '1', STUB_AGENT_NODE: process.execPath },
  });
  track(thief, started.folder);
  await devops.eventually('the stolen agent is online', () => agent()?.status === 'online', { withinMs: 60_000 });
  endAsThief(job.request?.requestId ?? 0);
  const next = devops.queueJob({ pool: 'linux', script: 'echo stolen' });
  expect([agent()?.enabled, agent()?.assignedRequest, next.agentName]).toEqual([false, undefined, undefined]);
  await thief.kill();
}, 180_000);

/** With the agent's key, whoever copied it may also end the agent's job. */
function endAsThief(requestId: number): void {
  const pool = devops.pool('linux');
  const now = Date.now();
  pool.putRequest(finished(pool.request(requestId), 'succeeded', now));
  pool.putAgent(completed(pool.agent(agent()?.id ?? 0), { now }));
}

test('an agent that would sign in with the token that registers agents is not handed over: it is deregistered, with one line and its own exit code', async () => {
  devops.settings.authorizationInAnswer = false;
  const register = startAgent('register', { devops });
  expect(await register.exited).toBe(76);
  expect(register.logs.filter(({ level }) => level === 'error')).toMatchObject([{ reason: expect.stringContaining('the scheme "PAT"') }]);
  expect(register.events('registering')).toHaveLength(1);
  expect(agentNames(devops)).toEqual([]);
  expect([readdirSync(register.folder.handover), readdirSync(register.folder.state)]).toEqual([[], []]);
  expect(existsSync(join(register.home, '.credentials'))).toBe(false);
  expect(register.output).not.toContain(devops.token);
}, 60_000);

test('in one container no listener is started then', async () => {
  devops.settings.authorizationInAnswer = false;
  const alone = startAgent(undefined, { devops });
  expect(await alone.exited).toBe(76);
  expect(alone.output).not.toContain('Listening for Jobs');
  expect(agentNames(devops)).toEqual([]);
}, 60_000);
