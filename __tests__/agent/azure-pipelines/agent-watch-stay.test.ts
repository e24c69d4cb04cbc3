import { PoolScene } from '../support/pool-scene';
import { startWatch } from '../support/watching';

let pool: PoolScene;
beforeEach(async () => {
  pool = await PoolScene.start();
});
afterEach(() => pool.stop());

/** A watch whose agent may stay as long as `mayStay` says so by the number of the question, from 1. */
function watch(mayStay: (question: number) => Promise<boolean>) {
  const askedAt: number[] = [];
  const ask = () => {
    askedAt.push(watched.world.clock.now());
    return mayStay(askedAt.length);
  };
  const watched = startWatch(pool, 60_000, { mayStay: ask });
  return { ...watched, askedAt };
}

test('an agent that may stay is asked for again every 25 s, and left in peace otherwise: its agent is polled once a minute', async () => {
  const { world, flags, agentId, askedAt, outcome } = watch(async () => true);
  let calls = 0;
  world.clock.at(600_000, () => {
    calls = pool.calls().length;
  });
  world.clock.at(4_200_000, world.stop);
  expect(await outcome).toBe('stopped');
  expect(askedAt.slice(0, 4)).toEqual([60_000, 85_000, 110_000, 135_000]);
  expect(askedAt).toHaveLength(166);
  // 60 calls an hour.
  expect(pool.calls().slice(calls)).toEqual(Array.from({ length: 60 }, () => `GET agents/${agentId}`));
  expect(pool.agents).toMatchObject([{ enabled: true }]);
  expect(flags.has('stop')).toBe(false);
});

test('an agent that may not stay any more is disabled first, found idle and stopped', async () => {
  const { world, flags, askedAt, outcome } = watch(async (question) => question < 4);
  const before = world.clock.at(134_000, () => expect([flags.has('stop'), pool.agents[0]?.enabled]).toEqual([false, true]));
  await before;
  expect(await outcome).toBe('released');
  expect(askedAt).toHaveLength(4);
  expect(world.clock.now()).toBeLessThan(137_000);
  expect(
    pool
      .calls()
      .slice(-2)
      .map((call) => call.split(' ')[0]),
  ).toEqual(['PATCH', 'GET']);
  expect(flags.has('stop')).toBe(true);
});

test('the scaler is not asked again once it has refused, whatever Azure DevOps answers', async () => {
  const { world, askedAt, outcome } = watch(async (question) => question === 2);
  pool.fail('PATCH', '503', 3);
  expect(await outcome).toBe('released');
  expect(askedAt).toHaveLength(1);
  expect(world.clock.now()).toBeGreaterThan(80_000);
});

test('a job that begins while the answer is awaited is noticed immediately, and the answer has no effect', async () => {
  let answer: (stay: boolean) => void = () => {};
  const { world, flags, askedAt, outcome } = watch(() => new Promise((resolve) => (answer = resolve)));
  world.clock.at(61_000, () => {
    pool.assignJob();
    return flags.set('job-taken');
  });
  await world.clock.at(61_500, () => expect(pool.agents).toMatchObject([{ enabled: false }]));
  answer(false);
  await world.clock.at(300_000, () => expect(flags.has('stop')).toBe(false));
  world.stop();
  expect(await outcome).toBe('stopped');
  expect(askedAt).toHaveLength(1);
});

test('a request for permission to stop is answered while the scaler is asked', async () => {
  const { world, flags, outcome } = watch(() => new Promise(() => {}));
  world.clock.at(70_000, () => flags.set('may-i-stop'));
  expect(await outcome).toBe('released');
  expect(world.clock.now()).toBeLessThan(72_000);
});
