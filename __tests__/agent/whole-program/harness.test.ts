import { existsSync, readdirSync } from 'node:fs';
import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { processesOf } from '../../support/processes';
import { startAgent } from './support/agent-process';
import { cleanup } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';
import { type Pod, pod } from './support/pod';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

const isOnline = () => devops.agentsOf('linux').some(({ status }) => status === 'online');

async function anIdlePod(): Promise<Pod> {
  const started = pod({ devops });
  await devops.eventually('the agent is online', isOnline);
  return started;
}

test('processes that still run at the end of a test are ended, including the listener in its own process group', async () => {
  const { folder } = await anIdlePod();
  expect(processesOf(folder.path).length).toBeGreaterThanOrEqual(3);
  await cleanup();
  expect(processesOf(folder.path)).toEqual([]);
  expect(existsSync(folder.path)).toBe(false);
}, 60_000);

test('processes that an ended program has left behind cause an error', async () => {
  devops.queueJob({ pool: 'linux', script: 'env -u VSTS_PROCESS_LOOKUP_ID setsid sleep 600 >/dev/null 2>&1 & sleep 0.1' });
  const { folder, ended } = pod({ devops });
  await ended;
  await expect(cleanup()).rejects.toThrow(/processes were left behind:\n\d+: sleep 600/);
  expect(processesOf(folder.path)).toEqual([]);
}, 60_000);

test('a deleted pod ends in the kubelet\'s order: "run" first', async () => {
  const idle = await anIdlePod();
  const order: string[] = [];
  for (const container of ['run', 'register'] as const) void idle[container].exited.then(() => order.push(container));
  expect(await idle.delete()).toEqual({ run: 0, register: 0 });
  expect(order).toEqual(['run', 'register']);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test('killing a container ends all of its processes, and none of the other container', async () => {
  const { register, run } = await anIdlePod();
  const killed = run.kill();
  expect(processesOf(register.home)).toContain(register.pid);
  await killed;
  expect([run.code, processesOf(run.home)]).toEqual([137, []]);
}, 60_000);

test('a native sidecar is restarted from the image while the agent runs', async () => {
  const idle = await anIdlePod();
  const first = idle.register;
  await first.kill();
  const second = await idle.restartRegister();
  expect(second.home).not.toBe(first.home);
  expect(readdirSync(second.home)).not.toContain('.agent');
  expect(idle.run.code).toBeUndefined();
  expect(await idle.delete()).toEqual({ run: 0, register: 0 });
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test('log lines are separated from the output of the agent', async () => {
  const { register } = await anIdlePod();
  expect((await register.event('registered'))['agent']).toBe('linux-x7k2p');
  expect(register.output).toContain('Settings Saved.');
  expect(register.logs.every(({ level }) => ['info', 'warn'].includes(level))).toBe(true);
}, 60_000);

test('a usage error ends the program immediately', async () => {
  const agent = startAgent('register', { devops, env: { AZP_POOL: undefined } });
  expect(await agent.exited).toBe(64);
  expect(agent.events('usage error')[0]?.['reason']).toContain('AZP_POOL');
}, 60_000);
