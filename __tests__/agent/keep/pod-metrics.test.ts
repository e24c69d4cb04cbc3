import { Registry } from 'prom-client';
import { PodMetrics } from '../../../agent/keep/pod-metrics';
import { KeepScene, PLACEHOLDER } from '../support/keep-scene';

const NOW = Date.UTC(2026, 0, 5, 10);
const pod = (name: string, phase: string | undefined, secondsAgo?: number, reason?: string) => ({
  metadata: { name, ...(secondsAgo === undefined ? {} : { creationTimestamp: new Date(NOW - secondsAgo * 1000).toISOString() }) },
  status: { ...(phase === undefined ? {} : { phase }), ...(reason ? { containerStatuses: [{ state: { waiting: { reason } } }] } : {}) },
});

/** The series that are not 0, and the age of the oldest Pending pod even if it is 0. */
async function shown(pods: ReturnType<typeof pod>[] | undefined, serverTime: number | undefined = NOW): Promise<Record<string, number>> {
  const registry = new Registry();
  const metrics = new PodMetrics(registry, 'linux-');
  metrics.show({ pods: [pod('linux-bcdfg-hjklm', 'Pending', 10)], serverTime: NOW });
  metrics.show(pods && { pods, serverTime });
  const lines = (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const series = lines.map((line) => line.split(' ')).map(([name = '', value]) => [name, Number(value)] as const);
  return Object.fromEntries(series.filter(([name, value]) => value !== 0 || name.endsWith('seconds')));
}

test('pods of this ScaledJob are exposed by phase, and Pending pods by reason', async () => {
  const pods = [
    pod('linux-bcdfg-aaaaa', 'Running'),
    pod('linux-bcdfg-hjklm', 'Pending', 30, 'ContainerCreating'),
    pod('linux-bcdfg-npqrs', 'Pending', 400, 'ImagePullBackOff'),
    pod('linux-bcdfg-tvwxz', undefined, 1),
    pod('linux-hjklm-bcdfg', 'Running'),
    pod('linux-hjklm-hjklm', 'Succeeded'),
    pod('linux-hjklm-npqrs', 'Failed'),
    pod('linux-hjklm-tvwxz', 'Evaporated'),
    pod('linux-big-bcdfg-hjklm', 'Running'),
    pod('linux-placeholder-bcdfg', 'Pending', 9000),
  ];
  expect(await shown(pods)).toEqual({
    'azp_pods{phase="Pending"}': 3,
    'azp_pods{phase="Running"}': 1,
    'azp_pods{phase="Succeeded"}': 1,
    'azp_pods{phase="Failed"}': 1,
    'azp_pods{phase="Unknown"}': 1,
    'azp_pods_pending{reason="ContainerCreating"}': 1,
    'azp_pods_pending{reason="ImagePullBackOff"}': 1,
    'azp_pods_pending{reason="other"}': 1,
    azp_pods_pending_oldest_seconds: 400,
  });
});

test('without a Pending pod the oldest age is 0', async () => {
  expect(await shown([pod('linux-bcdfg-hjklm', 'Running', 500)])).toEqual({
    'azp_pods{phase="Running"}': 1,
    azp_pods_pending_oldest_seconds: 0,
  });
});

test('an unknown age is not exposed', async () => {
  const pending = { 'azp_pods{phase="Pending"}': 1, 'azp_pods_pending{reason="other"}': 1 };
  expect(await shown([pod('linux-bcdfg-hjklm', 'Pending')])).toEqual(pending);
  expect(await shown([pod('linux-bcdfg-hjklm', 'Pending', 10)], Number.NaN)).toEqual(pending);
});

test('if pods cannot be listed, their old numbers are not exposed', async () => {
  expect(await shown(undefined)).toEqual({});
});

test('a round lists the pods even when the service refuses; without an answer their metrics are absent until there is one', async () => {
  const scene = await KeepScene.start();
  scene.pods = () => [`${PLACEHOLDER}-bcdfg`, 'linux-bcdfg-hjklm'];
  const { ended, metrics } = scene.keep();
  const running: unknown[] = [];
  const look = async () => void running.push((await metrics())['azp_pods{phase="Running"}']);
  const { clock } = scene.world;
  const known = scene.pods;
  void clock.at(40_000, () => {
    scene.pods = () => undefined;
  });
  void clock.at(100_000, () => {
    scene.pods = known;
    scene.devops.fault({ answer: { status: 401, body: {} } });
  });
  await Promise.all([30_000, 90_000, 150_000].map((at) => clock.at(at, look)));
  scene.world.stop();
  await ended;
  await scene.end();
  expect(running).toEqual([1, undefined, 1]);
  expect(scene.lines).toContain('cannot list the pods, trying again');
});
