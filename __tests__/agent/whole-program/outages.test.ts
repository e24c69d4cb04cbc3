import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeDevOps, FaultSpec } from '../../../proof/fake-devops/fake-devops';
import { startAgent } from './support/agent-process';
import { cleanup } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';
import { pod } from './support/pod';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

/** Each call that this program or config.sh makes for an agent. */
const CALLS: readonly (Required<Pick<FaultSpec, 'method' | 'path'>> & { readonly by: string })[] = [
  { method: 'GET', path: /distributedtask\/pools\?.*actionFilter/, by: 'before registering' },
  { method: 'GET', path: /connectionData/, by: 'config.sh' },
  { method: 'POST', path: /pools\/\d+\/agents\?/, by: 'config.sh' },
  { method: 'PATCH', path: /pools\/\d+\/agents\/\d+/, by: 'disabling' },
  { method: 'GET', path: /pools\/\d+\/agents\/\d+/, by: 'looking for a job, and for what is left' },
  { method: 'DELETE', path: /pools\/\d+\/agents\/\d+/, by: 'deregistering' },
];

test('after 429 with Retry-After, each call is repeated, and this program repeats none too early', async () => {
  const faults = CALLS.map(({ method, path }) => devops.fault({ method, path, answer: { status: 429, retryAfter: 2 }, times: 1 }));
  expect(await pod({ devops, env: { AZP_IDLE_MINUTES: '0.02' } }).ended).toEqual({ run: 0, register: 0 });
  expect(faults.map(({ hits }) => hits)).toEqual(CALLS.map(() => 1));
  expect(agentNames(devops)).toEqual([]);
  for (const { method, path, by } of CALLS.filter(({ by }) => by !== 'config.sh')) {
    const times = devops.requests.filter((each) => each.method === method && path.test(`${each.path}${each.query}`)).map(({ at }) => at);
    expect([by, (times[1] ?? 0) - (times[0] ?? 0) >= 2000]).toEqual([by, true]);
  }
}, 120_000);

test.each(['reset', 'truncated-json', { status: 500 }] as const)(
  'after %j, each call is repeated, and a job runs',
  async (answer) => {
    const faults = CALLS.map(({ method, path }) => devops.fault({ method, path, answer, times: 1 }));
    const job = devops.queueJob({ pool: 'linux' });
    expect(await pod({ devops }).ended).toEqual({ run: 0, register: 0 });
    expect([job.result, agentNames(devops)]).toEqual(['succeeded', []]);
    expect(faults[0]?.hits).toBe(1);
    expect(faults.at(-1)?.hits).toBe(1);
  },
  120_000,
);

test('if an answer is lost, the agent is still registered and deleted, each once', async () => {
  for (const method of ['POST', 'DELETE'] as const) {
    devops.fault({ method, path: /pools\/\d+\/agents[/?]/, answer: 'lost-answer', times: 1 });
  }
  const job = devops.queueJob({ pool: 'linux' });
  expect(await pod({ devops }).ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['succeeded', []]);
}, 120_000);

describe('a token that expires while a job runs', () => {
  async function aRunningJob(more: Record<string, string> = {}) {
    const token = devops.issueToken();
    const job = devops.queueJob({ pool: 'linux', script: 'echo begun; while [ ! -e "$AGENT_WORKFOLDER/end" ]; do sleep 0.05; done' });
    const started = pod({ devops, token, registerEnv: more });
    await devops.eventually('the job runs', () => job.log === 'begun\n');
    devops.expireToken(token);
    return { job, started, end: () => writeFileSync(join(started.folder.work, 'end'), '') };
  }

  test('does not matter if it is replaced', async () => {
    const { job, started, end } = await aRunningJob();
    started.folder.writeToken(devops.issueToken());
    end();
    expect(await started.ended).toEqual({ run: 0, register: 0 });
    expect([job.result, agentNames(devops)]).toEqual(['succeeded', []]);
    expect(started.register.events('deregistering again')).toEqual([]);
  }, 60_000);

  test('may be replaced as late as during deregistration', async () => {
    const { started, end } = await aRunningJob();
    end();
    await started.register.event('deregistering again');
    started.folder.writeToken(devops.issueToken());
    expect(await started.ended).toEqual({ run: 0, register: 0 });
    expect(agentNames(devops)).toEqual([]);
  }, 60_000);

  test('leaves an offline agent behind if it is never replaced, and the log says so', async () => {
    const { job, started, end } = await aRunningJob({ AZP_GRACE_SECONDS: '3' });
    end();
    expect(await started.ended).toEqual({ run: 0, register: 1 });
    expect([job.result, agentNames(devops)]).toEqual(['succeeded', ['linux-x7k2p']]);
    expect(started.register.events('not deregistered')).toMatchObject([{ reason: expect.stringContaining('has expired') }]);
  }, 60_000);
});

test('it waits for an agent that Azure DevOps calls busy', async () => {
  const busy = { typeKey: 'TaskAgentJobStillRunningException', message: 'Agent "linux-x7k2p" is running a job for pool "linux"' };
  devops.fault({ method: 'DELETE', path: /agents/, answer: '400-busy', times: 1 });
  devops.fault({ method: 'DELETE', path: /agents/, answer: { status: 409, body: busy }, times: 1 });
  devops.queueJob({ pool: 'linux' });
  const started = pod({ devops });
  expect(await started.ended).toEqual({ run: 0, register: 0 });
  expect(started.register.events('deregistering again')).toMatchObject([
    { reason: 'it still runs a job' },
    { reason: 'it still runs a job' },
  ]);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test('a config.sh that never ends is killed at the time limit, and the agent that it registered is deleted', async () => {
  devops.stub.set({ configHang: true, configRegisters: true });
  const agent = startAgent('register', { devops, env: { AZP_CONFIG_SECONDS: '3' } });
  expect(await agent.exited).toBe(75);
  expect(agent.events('failed')).toMatchObject([{ reason: expect.stringContaining('config.sh did not end within') }]);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);
