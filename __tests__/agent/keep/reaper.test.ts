import { KeepScene, PLACEHOLDER, START } from '../support/keep-scene';
import { addOffline as leaveBehind, MINUTE, podName } from '../support/left-behind';

const LEFT = podName(0);

let scene: KeepScene;
beforeEach(async () => {
  scene = await KeepScene.start();
});
afterEach(() => scene.end());

const addOffline = (name: string, minutes?: number, at?: number) => leaveBehind(scene, name, minutes, at);

test('an agent whose pod has ended is disabled, read again and deleted', async () => {
  const { id } = addOffline(LEFT);
  const { ended, metrics } = scene.keep();
  const seen = scene.world.clock.at(30_000, async () => {
    expect(await metrics()).toMatchObject({ azp_agents_reaped_total: 1 });
    scene.world.stop();
  });
  await Promise.all([ended, seen]);
  expect(scene.names).toEqual([PLACEHOLDER]);
  expect(scene.calls(new RegExp(`agents/${id}$`))).toEqual([`PATCH agents/${id}`, `GET agents/${id}`, `DELETE agents/${id}`]);
  expect(scene.lines).toContain(`"agent":"${LEFT}","agentId":${id},"offlineMinutes":60,"event":"reaped an agent whose pod has ended"`);
});

test.each<[string, () => unknown]>([
  ['an agent that is offline for less than 15 minutes', () => addOffline(LEFT, 13)],
  ['an agent of another ScaledJob', () => addOffline('linux-big-bcdfg-hjklm')],
  ['an agent that somebody registered by hand', () => addOffline('linux-build-server')],
  [
    'one with a job',
    () => {
      const { id } = scene.devops.addAgent('linux', { name: LEFT, version: '4.275.0', status: 'online' });
      scene.devops.queueJob({ pool: 'linux' });
      const pool = scene.devops.pool('linux');
      pool.putAgent({ ...pool.agent(id), status: 'offline', statusChangedOn: START - 60 * MINUTE });
    },
  ],
  [
    'one whose pod lives',
    () => {
      addOffline(LEFT);
      scene.pods = () => ['linux-placeholder-bcdfg', LEFT];
    },
  ],
  [
    'any while Kubernetes does not say which pods live',
    () => {
      addOffline(LEFT);
      scene.pods = () => undefined;
    },
  ],
  [
    'one that was online meanwhile',
    () => {
      const agent = addOffline(LEFT);
      scene.pods = () => {
        scene.devops.pool('linux').putAgent({ ...agent, statusChangedOn: START });
        return ['linux-placeholder-bcdfg'];
      };
    },
  ],
  [
    'one whose id is another agent by now',
    () => {
      const agent = addOffline(LEFT);
      scene.pods = () => {
        scene.devops.pool('linux').putAgent({ ...agent, name: podName(1) });
        return ['linux-placeholder-bcdfg', podName(1)];
      };
    },
  ],
])('it never deletes %s', async (_what, setUp) => {
  setUp();
  await scene.run(90);
  expect(scene.calls(/DELETE/)).toEqual([]);
  expect(scene.agents).toHaveLength(2);
});

const online = (name: string) => scene.devops.addAgent('linux', { name, status: 'online', version: '4.275.0' });

test('an agent that is online without a pod is disabled immediately, deleted once its job is over, and reported once', async () => {
  const { id } = online(LEFT);
  const job = scene.devops.queueJob({ pool: 'linux' });
  const { ended, metrics } = scene.keep();
  const { clock } = scene.world;
  const countedOnce = { azp_agents_without_pod_online_total: 1 };
  const first = clock.at(30_000, async () => {
    expect(scene.agents.find((agent) => agent.id === id)).toMatchObject({ enabled: false, status: 'online' });
    expect(await metrics()).toMatchObject({ ...countedOnce, azp_agents_reaped_total: 0 });
  });
  const second = clock.at(90_000, async () => {
    expect(scene.names).toContain(LEFT);
    expect(scene.calls(new RegExp(`agents/${id}$`))).toEqual([`PATCH agents/${id}`, `GET agents/${id}`]);
    scene.devops.cancelJob(job);
  });
  const third = clock.at(150_000, async () => {
    expect(scene.names).toEqual([PLACEHOLDER]);
    expect(await metrics()).toMatchObject({ ...countedOnce, azp_agents_reaped_total: 1 });
    scene.world.stop();
  });
  await Promise.all([ended, first, second, third]);
  expect(scene.lines.match(/an agent is online although its pod has ended/g)).toHaveLength(1);
});

test('an agent that is online and free without a pod is deleted in the same round, and gets no job before', async () => {
  online(LEFT);
  await scene.run(30);
  expect(scene.names).toEqual([PLACEHOLDER]);
  expect(scene.calls(/PATCH|DELETE/).slice(-2)).toEqual([expect.stringMatching(/^PATCH/), expect.stringMatching(/^DELETE/)]);
});

test('an agent that has just gone offline without a pod is disabled immediately, and deleted after 15 minutes', async () => {
  addOffline(LEFT, 0);
  await scene.run(17 * 60, {
    30: () => expect(scene.agents.find(({ name }) => name === LEFT)?.enabled).toBe(false),
    870: () => expect(scene.names).toContain(LEFT),
  });
  expect(scene.names).toEqual([PLACEHOLDER]);
});

test('the agent of a pod that is alive is not changed, whether online, offline or with a job', async () => {
  scene.pods = () => ['linux-placeholder-bcdfg', podName(1), podName(2), podName(3)];
  online(podName(1));
  online(podName(2));
  addOffline(podName(3));
  scene.devops.queueJob({ pool: 'linux' });
  await scene.run(90);
  expect(scene.agents.filter(({ name }) => name !== PLACEHOLDER).map(({ enabled }) => enabled)).toEqual([true, true, true]);
});

test('the placeholder is not deleted, even if it is named like a pod', async () => {
  addOffline(LEFT);
  await scene.run(90, {}, scene.settings({ AZP_AGENT_NAME: LEFT }));
  expect(scene.names).toEqual([LEFT]);
});

test('of 500 offline agents, the three whose pods are alive stay, and no round takes more than 152 calls', async () => {
  for (let n = 0; n < 500; n++) addOffline(podName(n));
  const alive = [podName(0), podName(250), podName(499)];
  scene.pods = () => ['linux-placeholder-bcdfg', ...alive];
  await scene.run(11 * 60);
  expect(scene.names).toEqual([...alive, PLACEHOLDER]);
  expect(scene.calls(/DELETE/)).toHaveLength(497);
  const rounds = Array.from({ length: 10 }, (_, round) => scene.devops.requests.filter(({ at }) => at === START + round * MINUTE).length);
  expect(rounds.slice(1)).toEqual([...Array.from({ length: 8 }, () => 152), 2 + 3 * 47]);
});

test.each([-10, 10])("if this machine's clock is %i minutes off, nothing changes: only the server's clock counts", async (minutes) => {
  await scene.end();
  const serverNow = Date.now() - minutes * MINUTE;
  scene = await KeepScene.start(serverNow);
  addOffline(podName(1), 14, serverNow);
  addOffline(podName(2), 16, serverNow);
  await scene.run(30);
  expect(scene.names).toEqual([podName(1), PLACEHOLDER]);
});

test("without the server's time nothing is deleted, and the log says so", async () => {
  const { id } = addOffline(LEFT);
  const value = [{ id, name: LEFT, enabled: true, status: 'offline', statusChangedOn: '2020-01-01T00:00:00Z' }];
  scene.devops.fault({ path: /agents\?/, answer: { status: 200, headers: { date: 'never' }, body: { value } } });
  await scene.run(30);
  expect(scene.names).toEqual([LEFT, PLACEHOLDER]);
  expect(scene.lines).toContain('cannot reap agents whose pods have ended, trying again');
  expect(scene.calls(/jobrequests/)).toHaveLength(1);
});

test('an agent that got a job in the meantime is tried again in the next round', async () => {
  addOffline(LEFT);
  scene.devops.fault({ method: 'DELETE', answer: '400-busy', times: 1 });
  await scene.run(30);
  expect(scene.names).toContain(LEFT);
  expect(scene.lines).not.toContain('cannot');
});

test.each(['PATCH', 'GET', 'DELETE'] as const)('an agent that is already gone at the %s is not counted', async (method) => {
  const { id } = addOffline(LEFT);
  scene.devops.fault({ method, path: new RegExp(`agents/${id}\\?`), answer: '404' });
  const { ended, metrics } = scene.keep();
  const seen = scene.world.clock.at(30_000, async () => {
    expect(await metrics()).toMatchObject({ azp_agents_reaped_total: 0 });
    scene.world.stop();
  });
  await Promise.all([ended, seen]);
  expect(scene.lines).not.toContain('cannot');
});

test('an agent that cannot be deleted does not prevent the others from having their turn', async () => {
  const [first] = [addOffline(podName(1)), addOffline(podName(2)), addOffline(podName(3))];
  scene.devops.fault({ method: 'DELETE', path: new RegExp(`agents/${first.id}\\?`), answer: '503' });
  await scene.run(90);
  expect(scene.names).toEqual([podName(1), PLACEHOLDER]);
  expect(scene.lines.match(/cannot reap agents whose pods have ended, trying again/g)).toHaveLength(2);
});

test('pods are listed once a round for the metrics, and once more only if there is an agent to reap', async () => {
  let asked = 0;
  scene.pods = () => {
    asked++;
    return [LEFT];
  };
  await scene.run(90);
  expect(asked).toBe(2);
});

test('if the pods cannot be known, nothing is deleted, and the log says so once', async () => {
  addOffline(LEFT);
  await scene.run(150, {}, { ...scene.settings(), reap: undefined });
  expect(scene.names).toContain(LEFT);
  expect(scene.lines.match(/agents whose pods have ended are not reaped/g)).toHaveLength(1);
});

test.each<[string, () => unknown]>([
  ['job requests cannot be read', () => scene.devops.fault({ path: /jobrequests/, answer: '503' })],
  [
    'the placeholder cannot be registered',
    () => {
      scene.configSh = ({ process }) => process.exit(1);
    },
  ],
])('it continues while %s', async (_what, setUp) => {
  addOffline(LEFT);
  setUp();
  await scene.run(30);
  expect(scene.names).not.toContain(LEFT);
});
