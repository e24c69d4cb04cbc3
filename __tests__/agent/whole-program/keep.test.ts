import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { instantBehaviour } from '../../../proof/fake-devops/stub-agent/behaviour';
import { eventually } from '../../support/eventually';
import { type AgentProcess, startAgent } from './support/agent-process';
import { cleanup, trackFake } from './support/cleanup';

const NAME = 'linux-placeholder';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['linux'] });
  devops.stub.set(instantBehaviour);
  trackFake(devops);
});
afterEach(cleanup);

/** Starts the program as in the placeholder's pod, with short pauses between rounds. */
const keep = (env: Record<string, string> = {}) => startAgent('keep', { devops, name: NAME, env: { AZP_KEEP_SECONDS: '0.2', ...env } });

const get = async (program: AgentProcess, path: string) => {
  const { port } = await program.event('serving /healthz, /readyz and /metrics');
  return fetch(`http://127.0.0.1:${port}${path}`);
};
const isKept = () => devops.agentsOf('linux').some((agent) => agent.name === NAME && !agent.enabled);

test('with the placeholder, a job that demands what the image has waits; without it, it would fail immediately', async () => {
  const early = devops.queueJob({ pool: 'linux', demands: ['size -equals large'] });
  expect(early.result).toBe('failed');
  const program = keep({ AZP_CAPABILITIES: 'size=large' });
  await program.event('the placeholder is registered and disabled');
  const job = devops.queueJob({ pool: 'linux', demands: ['size -equals large'] });
  expect([job.result, job.agentName]).toEqual([undefined, undefined]);
  program.signal('SIGTERM');
  expect(await program.exited).toBe(0);
  expect(isKept()).toBe(true);
  expect(program.output).not.toContain(devops.token);
}, 60_000);

test('it serves health and metrics, even before it has registered', async () => {
  devops.stub.set({ configHang: true });
  const hanging = keep();
  expect([(await get(hanging, '/healthz')).status, (await get(hanging, '/readyz')).status]).toEqual([200, 503]);
  await hanging.kill();

  devops.stub.set({ configHang: false });
  const program = keep();
  await eventually('it is ready', async () => (await get(program, '/readyz')).status === 200);
  const metrics = await get(program, '/metrics');
  expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(await metrics.text()).toContain('azp_placeholder_kept{pool="linux"} 1');
  program.signal('SIGTERM');
  expect(await program.exited).toBe(0);
}, 60_000);

test('if somebody deletes it, it is registered again; with a wrong token it keeps running until there is a valid one', async () => {
  const program = keep();
  await devops.eventually('it is listed', isKept);
  const [first] = devops.agentsOf('linux');
  devops.pool('linux').removeAgent(first?.id ?? 0);
  await devops.eventually('it is there again', isKept);

  devops.revokeToken(devops.token);
  expect(await program.event('cannot list the agents, trying again')).toMatchObject({ reason: expect.stringContaining('check the token') });
  await eventually('it is not ready', async () => (await get(program, '/readyz')).status === 503);
  program.folder.writeToken(devops.issueToken());
  await eventually('it is ready', async () => (await get(program, '/readyz')).status === 200);
  program.signal('SIGTERM');
  expect(await program.exited).toBe(0);
}, 60_000);
