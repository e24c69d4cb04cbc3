import { MovedClock } from '../../../proof/e2e/scene/moved-clock';
import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { type AgentProcess, startAgent } from './support/agent-process';
import { cleanup } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';

const clock = new MovedClock();
let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps({}, clock);
});
afterEach(cleanup);

const docker = (env: Record<string, string> = {}) => startAgent(undefined, { devops, env });

const mine = () => devops.agentsOf('linux').filter(({ name }) => name === 'linux-x7k2p');
const untilEnabledIs = (enabled: boolean) =>
  devops.eventually(`enabled is ${enabled}`, () => mine().some((agent) => agent.status === 'online' && agent.enabled === enabled));

/** Starts the same container again, with its file system, and expects it to run a job and leave nothing behind. */
async function expectRestartRunsJob(before: AgentProcess, during: (second: AgentProcess) => Promise<void> = async () => {}): Promise<void> {
  const second = docker({ AZP_AGENT_HOME: before.home });
  await during(second);
  await second.event('registered');
  const job = devops.queueJob({ pool: 'linux', script: 'echo again' });
  expect([await second.exited, job.result, job.log, agentNames(devops)]).toEqual([0, 'succeeded', 'again\n', []]);
  // No session conflicts, and no wait until somebody enables the agent.
  expect(second.output).not.toMatch(/session|Agent connect error/);
}

/** Like `docker stop`: SIGTERM, and all processes are killed after its time limit, here after `when`. */
async function dockerStop(agent: AgentProcess, when: () => Promise<unknown>): Promise<void> {
  agent.signal('SIGTERM');
  await when();
  await agent.kill();
}

test('stopped and killed while config.sh registers the agent', async () => {
  devops.stub.set({ configHang: true, configRegisters: true });
  const first = docker();
  await devops.eventually('the agent is registered', () => agentNames(devops).length > 0);
  await dockerStop(first, async () => {});
  devops.stub.set({ configHang: false });
  await expectRestartRunsJob(first);
}, 60_000);

test('stopped and killed while it waits, so that the agent is left disabled and with a session', async () => {
  devops.stub.set({ ignoreSigint: true });
  const first = docker();
  await untilEnabledIs(true);
  await dockerStop(first, () => untilEnabledIs(false));
  devops.stub.set({ ignoreSigint: false });
  await expectRestartRunsJob(first, async (second) => {
    await second.event('deleting the agent of the same name');
  });
}, 60_000);

test('killed without SIGTERM, so that the agent is left online', async () => {
  const first = docker();
  await untilEnabledIs(true);
  await first.kill();
  await expectRestartRunsJob(first);
}, 60_000);

test('stopped and killed during a job, so that the next start waits until Azure DevOps has abandoned the job', async () => {
  const lost = devops.queueJob({ pool: 'linux', script: 'echo begun; sleep 600' });
  const first = docker();
  await devops.eventually('the job runs', () => lost.log === 'begun\n');
  await dockerStop(first, async () => {});
  await expectRestartRunsJob(first, async (second) => {
    expect((await second.event('registering again'))['reason']).toContain('still runs a job');
    clock.skip(11);
    await devops.eventually('the job is given up', () => lost.result === 'abandoned');
    // Agents refuse to work with a server whose clock differs too much from theirs.
    clock.skip(-11);
  });
}, 60_000);

test('stopped and killed while it deregisters', async () => {
  const fault = devops.fault({ method: 'DELETE', path: /agents/, answer: '503' });
  const first = docker();
  await untilEnabledIs(true);
  await dockerStop(first, () => devops.eventually('the delete was tried', () => fault.hits > 0));
  fault.remove();
  await expectRestartRunsJob(first);
}, 60_000);

test('stopped while it registers, and not killed: no listener is started, and nothing is left behind', async () => {
  devops.stub.set({ configSeconds: 1 });
  const agent = docker();
  await agent.event('registering');
  agent.signal('SIGTERM');
  expect([await agent.exited, agentNames(devops)]).toEqual([0, []]);
  expect(devops.requests.filter(({ path }) => path.includes('/sessions'))).toEqual([]);
  await expectRestartRunsJob(agent);
}, 60_000);

test('if the request of a killed config.sh arrives late, the agent that appears then is deleted', async () => {
  devops.fault({ method: 'POST', path: /pools\/\d+\/agents/, answer: '200-delayed', delayMs: 5000, times: 1 });
  const agent = docker({ AZP_CONFIG_SECONDS: '3' });
  expect(await agent.exited).toBe(75);
  expect(agent.output).toContain('config.sh did not end within 3 s');
  const calls = devops.requests.map(({ method, path }) => `${method} ${path.replace(/\d+$/, '')}`);
  expect(calls.filter((call) => call.startsWith('DELETE'))).toHaveLength(1);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);
