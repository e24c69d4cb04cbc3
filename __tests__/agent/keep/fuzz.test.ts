import fc from 'fast-check';
import { KeepScene, PLACEHOLDER } from '../support/keep-scene';

/** Names of agents that must not be deleted, although the rule might mistake them for agents left behind. */
const PRECIOUS = ['linux-big-bcdfg-hjklm', 'linux-build-server', 'linux-bcdfg-hjklm', 'linux-xxxxx-zzzzz'];

const anyTime = fc.constantFrom<unknown>(
  '2020-01-01T00:00:00Z',
  '2031-01-01T00:00:00Z',
  '0001-01-01T00:00:00',
  '',
  null,
  0,
  'x'.repeat(5000),
  {},
);
const anyItem = fc.record(
  {
    id: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constantFrom<unknown>(-1, 1.5, '3', null, 2 ** 60)),
    requestId: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constantFrom<unknown>('3', null, 2 ** 60)),
    name: fc.constantFrom<unknown>(...PRECIOUS, PLACEHOLDER, 'linux', 7, null, 'n'.repeat(5000)),
    enabled: fc.constantFrom<unknown>(true, false, 'yes', undefined),
    status: fc.constantFrom<unknown>('online', 'offline', 'offline', 'gone', 1),
    statusChangedOn: anyTime,
    assignedRequest: fc.constantFrom<unknown>(undefined, null, { requestId: 9 }, { requestId: '9' }, 'yes', []),
    queueTime: anyTime,
    receiveTime: anyTime,
    result: fc.constantFrom<unknown>(undefined, null, 'succeeded', 'r'.repeat(5000), 3),
  },
  { requiredKeys: [] },
);
const anyList = fc.oneof(
  fc.array(anyItem).map((value) => ({ count: value.length, value })),
  fc.constantFrom<unknown>({ value: null }, { value: {} }, {}, [], null, 'text', 7, true),
);
const anyBody = fc.oneof(
  { weight: 4, arbitrary: anyList.map((list) => JSON.stringify(list)) },
  anyList.map((list) => JSON.stringify(list).slice(0, -3)),
  fc.json(),
  fc.string(),
  fc.constantFrom('', '<html>', '['.repeat(100_000), `{"value":[${'{},'.repeat(50_000)}{}]}`),
);
const anyAnswer = fc.record({
  status: fc.constantFrom(200, 200, 200, 200, 200, 201, 203, 204, 302, 400, 401, 403, 404, 409, 418, 429, 500, 503),
  headers: fc.constantFrom<Record<string, string>>(
    { 'content-type': 'application/json' },
    { 'content-type': 'text/html' },
    { 'content-type': 'application/json', date: 'never' },
    { 'content-type': 'application/json', date: 'Mon, 05 Jan 2099 10:00:00 GMT' },
    { 'retry-after': '7', 'x-ratelimit-remaining': 'much' },
  ),
  body: anyBody,
});
const anyFault = fc.record({
  method: fc.constantFrom('GET', 'GET', 'PATCH', 'DELETE'),
  path: fc.constantFrom(/agents\?/, /agents\/\d/, /jobrequests/, /pools\?/),
  answer: anyAnswer,
} as const);

let scene: KeepScene | undefined;
afterEach(() => scene?.end());

test('whatever the answers, it continues, deletes no agent whose pod is alive and none of others, and recovers afterwards', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyFault, { minLength: 1, maxLength: 4 }), async (faults) => {
      scene = await KeepScene.start();
      const { devops, world } = scene;
      for (const name of PRECIOUS) devops.addAgent('linux', { name, version: '4.275.0', statusChangedOn: 0 });
      scene.pods = () => ['linux-placeholder-bcdfg', 'linux-bcdfg-hjklm', 'linux-xxxxx-zzzzz'];
      const { ended, status, metrics } = scene.keep();
      let active: { remove(): void }[] = [];
      void world.clock.at(90_000, () => {
        active = faults.map((fault) => devops.fault(fault));
      });
      const during = world.clock.at(350_000, async () => {
        expect(await status('/healthz')).toBe(200);
        for (const fault of active) fault.remove();
      });
      // The server may have asked to wait.
      const after = world.clock.at(500_000, async () => {
        expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200]);
        expect(await metrics()).toMatchObject({ azp_placeholder_kept: 1, azp_jobs_queued: 0 });
        world.stop();
      });
      await Promise.all([during, after]);
      expect(await ended).toBe(0);
      expect(scene.names).toEqual(expect.arrayContaining([...PRECIOUS, PLACEHOLDER]));
      for (const line of world.lines) expect(line.length).toBeLessThan(6000);
      await scene.end();
    }),
    { numRuns: 60 },
  );
}, 60_000);
