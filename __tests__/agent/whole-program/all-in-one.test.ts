import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { startAgent } from './support/agent-process';
import { cleanup } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

/** Starts the program like `docker run -e AZP_URL -e AZP_TOKEN -e AZP_AGENT_NAME -e AZP_POOL image`. */
const docker = (env: Record<string, string | undefined> = {}) =>
  startAgent(undefined, { devops, env: { AZP_TOKEN: devops.token, AZP_TOKEN_FILE: undefined, AZP_HANDOVER: undefined, ...env } });

const isOnline = () => devops.agentsOf('linux').some(({ status }) => status === 'online');

test("with the tutorial's variables, one container registers, runs one job and deregisters; the job's environment has no token", async () => {
  const job = devops.queueJob({ pool: 'linux', script: 'env' });
  const agent = docker();
  expect(await agent.exited).toBe(0);
  expect([job.result, job.agentName, agentNames(devops)]).toEqual(['succeeded', 'linux-x7k2p', []]);
  expect(job.log).toContain('PATH=');
  expect(job.log).not.toMatch(/^AZP_(TOKEN|URL|POOL)/m);
  expect(`${job.log}${agent.output}`).not.toContain(devops.token);
}, 60_000);

test('SIGTERM when idle: disabled, ended, deregistered', async () => {
  const agent = docker();
  await devops.eventually('the agent is online', isOnline);
  agent.signal('SIGTERM');
  expect(await agent.exited).toBe(0);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test('after SIGTERM during a job, the job runs to its end', async () => {
  const job = devops.queueJob({ pool: 'linux', script: 'echo begun; while [ ! -e "$AGENT_WORKFOLDER/end" ]; do sleep 0.05; done' });
  const agent = docker();
  await devops.eventually('the job runs', () => job.log === 'begun\n');
  agent.signal('SIGTERM');
  writeFileSync(join(agent.folder.work, 'end'), '');
  expect(await agent.exited).toBe(0);
  expect([job.result, agentNames(devops)]).toEqual(['succeeded', []]);
}, 60_000);

test('an agent without a job is stopped after AZP_IDLE_MINUTES', async () => {
  const agent = docker({ AZP_IDLE_MINUTES: '0.02' });
  expect(await agent.exited).toBe(0);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test('a wrong token ends it immediately', async () => {
  const agent = docker({ AZP_TOKEN: 'wrong' });
  expect(await agent.exited).toBe(77);
  expect(agent.output).not.toContain('Connect:');
}, 60_000);
