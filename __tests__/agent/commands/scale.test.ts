import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ScalerPorts, scale } from '../../../agent/commands/scale';
import { createLog } from '../../../agent/process/log';
import { readScaleSettings, type ScaleSettings } from '../../../agent/settings/scale-settings';
import { SCALER } from '../../../config/timings';
import { realClock } from '../../../lib/clock';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { eventually } from '../../support/eventually';
import { newJob, podOf } from '../scale/model/cluster';
import { AgentsApi } from '../support/agents-api';
import { fakeWorld } from '../support/fakes';
import { anEnvironment } from '../support/settings';

let devops: FakeDevOps;
let api: AgentsApi;
let closing: (() => unknown)[];
beforeEach(async () => {
  closing = [];
  devops = await FakeDevOps.start({ pools: ['linux', 'other'] });
  for (const size of ['small', 'large']) {
    devops.addAgent('linux', { name: `${size}-placeholder`, enabled: false, version: '99.999.9', userCapabilities: { size } });
  }
  devops.addAgent('other', { name: 'other-placeholder', enabled: false, version: '99.999.9' });
  api = await AgentsApi.start();
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  await devops.close();
  api.close();
});

const entry = (name: string, pool: string, more = {}) => ({
  name,
  pool,
  placeholder: `${name}-placeholder`,
  maxAgents: 5,
  warm: [],
  warmMaxHours: 12,
  anticipate: false,
  ...more,
});
const ENTRIES = [entry('small', 'linux'), entry('large', 'linux'), entry('other', 'other')];

function settings(more: Record<string, string> = {}): ScaleSettings {
  const env = { AZP_TOKEN: devops.token, AZP_NAMESPACE: 'agents', KUBERNETES_SERVICE_HOST: '127.0.0.1', AZP_IMAGE: 'agents:1' };
  const read = readScaleSettings(
    anEnvironment(devops.url, { ...env, AZP_ENTRIES: JSON.stringify(ENTRIES), AZP_POLL_SECONDS: '0.05', ...more }),
  );
  return { ...read, kubernetes: api.server.api(), ports: { health: 0, numbers: 0, agents: 0 } };
}

/** Starts "scale". */
async function start(given = settings(), clock = realClock) {
  const world = fakeWorld();
  const log = createLog((line) => void world.lines.push(line));
  let onPorts = (_: ScalerPorts) => {};
  const started = new Promise<ScalerPorts>((resolve) => {
    onPorts = resolve;
  });
  const ended = scale(given, { ...world.runtime, clock, log }, (ports) => onPorts(ports));
  closing.push(async () => {
    world.stop();
    await ended;
  });
  const ports = await started;
  const get = async (port: number, path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(10_000) });
    return { status: response.status, text: await response.text() };
  };
  return {
    world,
    ended,
    number: async (name: string) => {
      const { status, text } = await get(ports.numbers, `/entries/${name}`);
      return status === 200 ? (JSON.parse(text).value as number) : status;
    },
    agent: (name: string) => get(ports.agents, `/agents/${name}`),
    status: async (path: string) => (await get(ports.health, path)).status,
    metrics: async () => (await get(ports.health, '/metrics')).text,
    lines: () => world.lines.join(''),
  };
}

/** KEDA's polls, a moment apart, until one gets this answer. */
const answers = (program: Awaited<ReturnType<typeof start>>, name: string, value: number) =>
  eventually(`${name} gets ${value}`, async () => {
    await realClock.sleep(SCALER.repeat.milliseconds);
    return (await program.number(name)) === value;
  });

test('each job gets one agent of the first entry that fits, and none once an agent is on its way', async () => {
  const program = await start();
  devops.queueJob({ pool: 'linux', demands: ['size -equals large'] });
  devops.queueJob({ pool: 'linux' });
  devops.queueJob({ pool: 'linux', demands: ['size'] });
  await answers(program, 'small', 2);
  await answers(program, 'large', 1);
  await answers(program, 'other', 0);
  api.jobs = [newJob('small', 'small-a', 0), newJob('small', 'small-b', 0), newJob('large', 'large-a', 0)];
  await answers(program, 'small', 0);
  await answers(program, 'large', 0);
  expect(await program.metrics()).toContain('azp_scaler_agents_on_their_way{entry="small"} 2');
  expect(program.lines()).toContain('1 waiting: 1 agent on its way');
  expect(program.lines()).not.toContain(devops.token);
});

test('it is alive from the start, and ready once it has numbers', async () => {
  api.instead = (_, response) => response.writeHead(503).end() !== undefined;
  const program = await start();
  expect([await program.status('/healthz'), await program.status('/readyz'), await program.number('small')]).toEqual([200, 503, 503]);
  api.instead = () => false;
  await eventually('it is ready', async () => (await program.status('/readyz')) === 200);
  expect(await program.number('nobody')).toBe(404);
});

test('an agent pool that does not exist keeps no other from its numbers', async () => {
  const entries = [entry('other', 'other'), entry('lost', 'lost')];
  const program = await start(settings({ AZP_ENTRIES: JSON.stringify(entries) }));
  devops.queueJob({ pool: 'other' });
  await answers(program, 'other', 1);
  expect(await program.number('lost')).toBe(503);
  expect(program.lines()).toContain('agent pool \\"lost\\" not found');
  devops.addPool('lost');
  await answers(program, 'lost', 0);
});

test('with a wrong token it says so once, and goes on when the token is right', async () => {
  const fault = devops.fault({ answer: { status: 401, body: {} } });
  const program = await start();
  await eventually('it has tried again and again', () => fault.hits >= 6);
  expect([await program.number('small'), await program.status('/readyz'), await program.status('/healthz')]).toEqual([503, 503, 200]);
  expect(program.lines().match(/cannot read the queue of agent pool linux/g)).toHaveLength(1);
  fault.remove();
  await answers(program, 'small', 0);
});

test('a placeholder that is not registered keeps its entry without jobs, and no other', async () => {
  const { agents } = devops.pool('linux');
  devops.pool('linux').removeAgent(agents.find(({ name }) => name === 'small-placeholder')?.id ?? 0);
  const program = await start();
  devops.queueJob({ pool: 'linux' });
  await answers(program, 'large', 1);
  expect(await program.number('small')).toBe(0);
});

test('agents beyond the parallel jobs of the organisation are not created', async () => {
  devops.settings.parallelJobs = 2;
  const program = await start();
  for (let job = 1; job <= 4; job++) devops.queueJob({ pool: 'linux' });
  await answers(program, 'small', 2);
  expect(program.lines()).toContain('2 held back by parallel jobs');
});

test('an idle agent may stay while it is wanted', async () => {
  const warm = [{ agents: 1, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '00:00' }];
  const program = await start(settings({ AZP_ENTRIES: JSON.stringify([entry('other', 'other', { warm })]) }));
  await answers(program, 'other', 1);
  const created = Date.now();
  api.jobs = [newJob('other', 'other-a', created - 2000), newJob('other', 'other-b', created - 1000)];
  api.pods = [podOf('other-a', 'running'), podOf('other-b', 'running')];
  await eventually('both are known', async () => (await program.agent('other-b-a1b2c')).status === 200);
  expect(await program.agent('other-b-a1b2c')).toEqual({ status: 200, text: '{"stay":true}' });
  expect(await program.agent('other-a-a1b2c')).toEqual({ status: 200, text: '{"stay":false}' });
  expect((await program.agent('nobody')).status).toBe(404);
});

/** A server that accepts connections and never answers. */
async function hangingServer(): Promise<number> {
  const server: Server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

test.each(['Azure DevOps', 'the API server'])(
  'it ends on SIGTERM although %s hangs',
  async (what) => {
    let hangs = () => false;
    const given = { ...settings(), kubernetes: api.server.api(60_000) };
    if (what === 'Azure DevOps') {
      const fault = devops.fault({ answer: { status: 200, body: {} }, delayMs: 3_600_000 });
      hangs = () => fault.hits > 0;
    } else {
      hangs = () => api.asked.length > 0;
      api.instead = () => true;
    }
    const { world, ended } = await start(given);
    await eventually('a call hangs', hangs);
    world.stop();
    expect(await ended).toBe(0);
  },
  8_000,
);

test('an organisation that never answers makes it unready, and not dead', async () => {
  const port = await hangingServer();
  const given = settings();
  const agentPools = given.agentPools && { ...given.agentPools, url: `http://127.0.0.1:${port}/contoso` };
  const program = await start({ ...given, agentPools });
  await eventually('the lists go on', () => api.asked.filter((call) => call === 'GET jobs').length > 0);
  expect([await program.status('/healthz'), await program.status('/readyz')]).toEqual([200, 503]);
});

test('it deletes a Job whose pod cannot start, when the next attempt is due', async () => {
  let ahead = 0;
  const clock = { ...realClock, now: () => realClock.now() + ahead };
  const pod = podOf('other-a', 'creating');
  api.jobs = [newJob('other', 'other-a', 0)];
  api.pods = [
    { ...pod, status: { phase: 'Pending', containerStatuses: [{ name: 'agent', state: { waiting: { reason: 'ImagePullBackOff' } } }] } },
  ];
  devops.queueJob({ pool: 'other' });
  const program = await start(settings(), clock);
  await answers(program, 'other', 0);
  ahead += SCALER.stuck.milliseconds;
  await eventually('it counts as unable to start', async () =>
    (await program.metrics()).includes('azp_scaler_cannot_start{entry="other",reason="ImagePullBackOff"} 1'),
  );
  expect(api.jobs).toHaveLength(1);
  await eventually('it says so', () => program.lines().includes('1 held back because pods cannot start (ImagePullBackOff)'));
  ahead += SCALER.retry.milliseconds;
  await eventually('it is deleted', () => api.jobs.length === 0);
  await answers(program, 'other', 1);
});
