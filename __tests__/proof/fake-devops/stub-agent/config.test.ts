import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AgentFiles } from '../../../../proof/fake-devops/stub-agent/agent-files';
import { AGENT_VERSION } from '../../../../proof/fake-devops/stub-agent/version';
import { eventually } from '../../../support/eventually';
import { Bench } from './support/configured-agent';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.close());

const agents = () => bench.devops.agentsOf('linux');
const writes = () => bench.devops.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

test('config.sh registers an agent with its capabilities and writes its files', async () => {
  const config = bench.config(['--work', '/tmp/work', '--acceptTeeEula'], { VSO_AGENT_IGNORE: 'PATH', JAVA_HOME: '/opt/java' });
  expect([await config.exited, config.output]).toEqual([0, expect.stringContaining('Successfully added the agent')]);
  expect(config.output).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ: Settings Saved\.$/m);

  const { home } = bench.agent;
  const [agent] = agents();
  expect(agent).toMatchObject({ name: 'linux-1', version: AGENT_VERSION, status: 'offline', enabled: true });
  expect(agent?.systemCapabilities).toMatchObject({
    JAVA_HOME: '/opt/java',
    'Agent.HomeDirectory': home,
    sh: expect.stringMatching(/sh$/),
  });
  for (const secret of ['PATH', 'VSTS_AGENT_INPUT_TOKEN']) expect(agent?.systemCapabilities).not.toHaveProperty(secret);

  const files = new AgentFiles(home);
  expect(files.read('.agent')).toEqual({
    acceptTeeEula: true,
    agentId: agent?.id,
    agentName: 'linux-1',
    poolId: 44,
    poolName: 'linux',
    serverUrl: bench.devops.url,
    workFolder: '/tmp/work',
  });
  expect(files.read('.credentials')).toMatchObject({ scheme: 'OAuth', data: { clientId: agent?.clientId } });
  expect(statSync(join(home, '.credentials_rsaparams')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(home, '.env'), 'utf8')).toBe('JAVA_HOME=/opt/java\n');
  expect(readFileSync(join(home, '.path'), 'utf8')).toBe(`${process.env['PATH']}\n`);
});

test('config.sh refuses to run as root unless that is allowed', async () => {
  const config = bench.config([], { AGENT_ALLOW_RUNASROOT: '' });
  const refused = process.getuid?.() === 0;
  expect(await config.exited).toBe(refused ? 1 : 0);
  if (refused) expect(config.output).toBe('Must not run with sudo\n');
});

test('a second configuration is refused', async () => {
  await bench.configured();
  const second = bench.config();
  expect(await second.exited).toBe(1);
  expect(second.output).toContain('Cannot configure the agent because it is already configured.');
});

test.each([
  [{ VSTS_AGENT_INPUT_POOL: 'linx' }, "Agent pool not found: 'linx'"],
  [{ VSTS_AGENT_INPUT_TOKEN: 'wrong' }, 'not authorized'],
  [{ VSTS_AGENT_INPUT_TOKEN: '' }, 'Invalid configuration provided for token. Terminating unattended configuration.'],
  [{ VSTS_AGENT_INPUT_URL: 'contoso' }, 'Invalid configuration provided for url. Terminating unattended configuration.'],
  [{ VSTS_AGENT_INPUT_AUTH: 'SP' }, "The stub agent does not support the authentication type 'SP': use PAT."],
])('%j ends with 1 and the reason', async (env: Record<string, string>, why) => {
  const config = bench.config([], env);
  expect([await config.exited, config.output]).toEqual([1, expect.stringContaining(why)]);
  expect(agents()).toEqual([]);
  expect(existsSync(join(bench.agent.home, '.agent'))).toBe(false);
});

test('a Reader of the agent pool may not register an agent', async () => {
  const token = bench.devops.issueToken({ user: 'Bob', roles: { linux: 'reader' } });
  const config = bench.config([], { VSTS_AGENT_INPUT_TOKEN: token });
  expect([await config.exited, config.output]).toEqual([1, expect.stringMatching(/Access denied. Bob needs Manage permissions/)]);
});

test('an unknown argument is reported', async () => {
  const config = bench.config(['--replaced']);
  expect([await config.exited, config.output]).toEqual([
    1,
    expect.stringContaining("Unrecognized command-line input arguments: 'replaced'"),
  ]);
});

test('a name that is taken is refused without --replace', async () => {
  bench.devops.addAgent('linux', { name: 'linux-1' });
  const config = bench.config();
  expect([await config.exited, config.output]).toEqual([
    1,
    expect.stringContaining('Pool 44 already contains an agent with name linux-1.'),
  ]);
});

test('with --replace the agent keeps its id and gets a new key', async () => {
  const { id } = bench.devops.addAgent('linux', { name: 'linux-1', enabled: false, version: '1.0.0' });
  const config = bench.config(['--replace']);
  expect([await config.exited, config.output]).toEqual([0, expect.stringContaining('Successfully replaced the agent')]);
  expect(agents()).toEqual([expect.objectContaining({ id, enabled: false, version: AGENT_VERSION })]);
  expect(new AgentFiles(bench.agent.home).read('.agent').agentId).toBe(id);
});

test('the agent saves the token that registered it if the server answers without an authorization; the exit code is 0', async () => {
  bench.devops.settings.authorizationInAnswer = false;
  const config = bench.config();
  expect(await config.exited).toBe(0);
  expect(new AgentFiles(bench.agent.home).read('.credentials')).toEqual({ scheme: 'PAT', data: { token: bench.devops.token } });
});

test('a failed replacement is retried without limit', async () => {
  bench.devops.addAgent('linux', { name: 'linux-1' });
  const fault = bench.devops.fault({ method: 'PUT', answer: '403' });
  const config = bench.config(['--replace']);
  await eventually('three tries', () => fault.hits >= 3);
  expect(config.code).toBeUndefined();
  fault.remove();
  expect(await config.exited).toBe(0);
});

test('an unreachable server is retried without limit', async () => {
  const fault = bench.devops.fault({ path: /connectionData/, answer: 'reset' });
  const config = bench.config();
  await eventually('eleven tries', () => fault.hits >= 11);
  expect(config.output).toContain('SocketException occurred.');
  fault.remove();
  expect(await config.exited).toBe(0);
});

test('config.sh hangs before or after the registration, and exits with the given code', async () => {
  bench.devops.stub.set({ configHang: true, configOutput: 'oops' });
  const before = bench.config();
  await before.says(/oops/);
  expect(agents()).toEqual([]);
  bench.devops.stub.set({ configRegisters: true });
  const after = bench.config();
  await eventually('it is registered', () => agents().length === 1);
  expect([before.code, after.code]).toEqual([undefined, undefined]);
  bench.devops.stub.set({ configHang: false, configExit: 7 });
  expect(await bench.config(['--replace']).exited).toBe(7);
});

test('remove deletes the agent and its files', async () => {
  await bench.configured();
  const remove = bench.agent.start('config.sh', ['remove', '--unattended', '--auth', 'PAT', '--token', bench.devops.token]);
  expect([await remove.exited, remove.output]).toEqual([0, expect.stringContaining('Succeeded: Removing agent from the server')]);
  expect(agents()).toEqual([]);
  for (const name of ['.agent', '.credentials', '.credentials_rsaparams']) expect(existsSync(join(bench.agent.home, name))).toBe(false);
});

test('remove of a deleted agent deletes only its files', async () => {
  await bench.configured();
  for (const { id } of agents()) await fetch(`${bench.devops.url}/_apis/distributedtask/pools/44/agents/${id}?api-version=7.1`, aDelete());
  const before = writes();
  const remove = bench.agent.start('config.sh', ['remove', '--auth', 'PAT', '--token', bench.devops.token]);
  expect([await remove.exited, remove.output]).toEqual([
    0,
    expect.stringContaining('Does not exist. Skipping Removing agent from the server'),
  ]);
  expect(writes()).toEqual(before);
  expect(existsSync(join(bench.agent.home, '.agent'))).toBe(false);
});

test('remove of an agent that runs a job ends with 1 and keeps the files', async () => {
  const listener = await bench.listening();
  bench.devops.queueJob({ pool: 'linux', seconds: 60 });
  await listener.says(/Running job/);
  const remove = bench.agent.start('config.sh', ['remove', '--auth', 'PAT', '--token', bench.devops.token]);
  expect([await remove.exited, remove.output]).toEqual([1, expect.stringContaining('is running a job for pool')]);
  expect(existsSync(join(bench.agent.home, '.agent'))).toBe(true);
});

const aDelete = () => ({
  method: 'DELETE',
  headers: { authorization: `Basic ${Buffer.from(`:${bench.devops.token}`).toString('base64')}` },
});
