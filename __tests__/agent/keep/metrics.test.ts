import { Metrics } from '../../../agent/keep/metrics';
import { KeepScene, START } from '../support/keep-scene';

let scene: KeepScene;
beforeEach(async () => {
  scene = await KeepScene.start();
});
afterEach(() => scene.end());

type Sample = Record<string, number>;

/** Runs "keep" and reads its metrics. `acts` and reads happen at their second. */
async function metricsAt(seconds: readonly number[], acts: Record<number, () => unknown> = {}): Promise<Sample[]> {
  const { ended, metrics } = scene.keep();
  const { clock } = scene.world;
  for (const [second, act] of Object.entries(acts)) void clock.at(Number(second) * 1000, act);
  const samples: Sample[] = [];
  await Promise.all(seconds.map((second) => clock.at(second * 1000, async () => samples.push(await metrics()))));
  scene.world.stop();
  await ended;
  return samples;
}

const only = (sample: Sample | undefined, start: string) =>
  Object.fromEntries(Object.entries(sample ?? {}).filter(([series]) => series.startsWith(start)));

test('each agent has one state, and each state is exposed', async () => {
  const add = (name: string, more: object = {}) => scene.devops.addAgent('linux', { name, version: '4.275.0', ...more });
  const busy = add('busy', { status: 'online' });
  scene.devops.queueJob({ pool: 'linux' });
  const pool = scene.devops.pool('linux');
  // A job continues when its agent is disabled.
  pool.putAgent({ ...pool.agent(busy.id), enabled: false });
  add('idle', { status: 'online' });
  add('offline');
  add('disabled', { status: 'online', enabled: false });
  const [sample] = await metricsAt([90]);
  expect(only(sample, 'azp_agents{')).toEqual({
    'azp_agents{state="busy"}': 1,
    'azp_agents{state="idle"}': 1,
    'azp_agents{state="offline"}': 1,
    'azp_agents{state="disabled"}': 2,
  });
});

test('jobs are exposed from the queue to their end', async () => {
  const { devops } = scene;
  const pool = devops.pool('linux');
  const change = (requestId: number, how: object) => pool.putRequest({ ...pool.request(requestId), ...how });
  const queue = () => devops.queueJob({ pool: 'linux' }).requestId ?? 0;
  const ids: number[] = [];
  const samples = await metricsAt([90, 150, 210], {
    30: () => void ids.push(queue(), queue()),
    100: () => {
      change(ids[0] ?? 0, { receiveTime: START + 30_000 + 16_000 });
      change(ids[1] ?? 0, { receiveTime: START + 30_000 + 31_500 });
    },
    160: () => {
      change(ids[0] ?? 0, { finishTime: START + 160_000, result: 'failed' });
      ids.push(queue());
    },
  });
  expect(samples.map((sample) => [sample['azp_jobs_queued'], sample['azp_jobs_running']])).toEqual([
    [2, 0],
    [0, 2],
    [1, 1],
  ]);
  expect(samples.map((sample) => sample['azp_jobs_finished_total{result="failed"}'])).toEqual([0, 0, 1]);
  expect(samples[2]).toMatchObject({
    azp_queue_to_start_seconds_count: 2,
    azp_queue_to_start_seconds_sum: 47.5,
    'azp_queue_to_start_seconds_bucket{le="15"}': 0,
    'azp_queue_to_start_seconds_bucket{le="20"}': 1,
    'azp_queue_to_start_seconds_bucket{le="45"}': 2,
  });
});

test('a gauge whose value cannot be read is absent until it can be read again', async () => {
  const unread = ['azp_agents{state="idle"}', 'azp_jobs_queued', 'azp_jobs_running', 'azp_jobs_queued_oldest_seconds'];
  const samples = await metricsAt([30, 90, 150], {
    40: () => scene.devops.fault({ path: /agents|jobrequests/, answer: '503', times: 2 }),
  });
  const shown = samples.map((sample) => unread.map((series) => sample[series]));
  expect(shown).toEqual([
    [0, 0, 0, 0],
    [undefined, undefined, undefined, undefined],
    [0, 0, 0, 0],
  ]);
  expect(samples[1]).toMatchObject({ azp_placeholder_kept: 1 });
});

test('the wait of the oldest job is measured by the clock of the service', async () => {
  const [first, second] = await metricsAt([90, 150], { 30: () => scene.devops.queueJob({ pool: 'linux' }) });
  expect([first, second].map((sample) => sample?.['azp_jobs_queued_oldest_seconds'])).toEqual([30, 90]);
});

const WATCHED = Object.fromEntries([203, 401, 403, 429].map((status) => [`azp_api_calls_total{status="${status}"}`, 0]));

test('calls are counted by status, except those of config.sh', async () => {
  const [sample] = await metricsAt([90], {
    30: () => {
      scene.devops.fault({ path: /agents/, answer: '503', times: 1 });
      scene.devops.fault({ path: /jobrequests/, answer: 'reset', times: 1 });
    },
  });
  expect(only(sample, 'azp_api_calls_total')).toEqual({
    'azp_api_calls_total{status="200"}': 4,
    'azp_api_calls_total{status="503"}': 1,
    'azp_api_calls_total{status="none"}': 1,
    ...WATCHED,
  });
});

test('the first refusal is an increase: the statuses that alerts look for are counted from 0', async () => {
  const [before, after] = await metricsAt([30, 90], {
    40: () => scene.devops.fault({ path: /agents/, answer: '401-empty', times: 1 }),
  });
  expect(before).toMatchObject(WATCHED);
  expect(after).toMatchObject({ ...WATCHED, 'azp_api_calls_total{status="401"}': 1 });
});

test('the rest of the budget is exposed once the service has reported it', async () => {
  const [before, after] = await metricsAt([30, 90], { 40: () => scene.devops.rateLimit({ remaining: 150.5 }) });
  expect(before).not.toHaveProperty('azp_api_budget_left');
  expect(after).toMatchObject({ azp_api_budget_left: 150.5 });
});

test('a gauge shows whether the placeholder is kept', async () => {
  const pool = scene.devops.pool('linux');
  const [kept, gone, back] = await metricsAt([30, 90, 150], {
    40: () => {
      pool.removeAgent(scene.placeholder?.id ?? 0);
      scene.configSh = ({ process }) => process.exit(1);
    },
    100: () => {
      scene.configSh = (start) => scene.register(start);
    },
  });
  expect([kept, gone, back].map((sample) => sample?.['azp_placeholder_kept'])).toEqual([1, 0, 1]);
});

test('the metrics are in the text format of Prometheus, and only about this agent pool', async () => {
  const metrics = new Metrics('linux');
  const text = await metrics.registry.metrics();
  expect(metrics.registry.contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(text.match(/^# TYPE .*/gm)).toEqual([
    '# TYPE azp_placeholder_kept gauge',
    '# TYPE azp_agents gauge',
    '# TYPE azp_agents_reaped_total counter',
    '# TYPE azp_agents_without_pod_online_total counter',
    '# TYPE azp_jobs_queued gauge',
    '# TYPE azp_jobs_running gauge',
    '# TYPE azp_jobs_queued_oldest_seconds gauge',
    '# TYPE azp_jobs_finished_total counter',
    '# TYPE azp_queue_to_start_seconds histogram',
    '# TYPE azp_api_calls_total counter',
    '# TYPE azp_api_budget_left gauge',
  ]);
});

test('unknown text from a server does not become a label', async () => {
  const metrics = new Metrics('linux');
  metrics.countFinished('succeeded');
  metrics.countFinished('x'.repeat(1000));
  metrics.countFinished('');
  const text = await metrics.registry.metrics();
  expect(text).toContain('azp_jobs_finished_total{result="succeeded",pool="linux"} 1');
  expect(text).toContain('azp_jobs_finished_total{result="other",pool="linux"} 2');
  expect(text).not.toContain('xxx');
});
