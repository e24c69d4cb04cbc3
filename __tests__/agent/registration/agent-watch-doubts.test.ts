import type { AgentWatch } from '../../../agent/registration/agent-watch';
import { PoolScene } from '../support/pool-scene';
import { startWatch } from '../support/watching';

let pool: PoolScene;
beforeEach(async () => {
  pool = await PoolScene.start();
});
afterEach(() => pool.stop());

const watch = (idleMs: number, more?: Partial<AgentWatch>) => startWatch(pool, idleMs, more);

describe('a watch that goes on where a former one was', () => {
  test('a job that runs: the agent is disabled and watched', async () => {
    const { world, agentId, outcome } = watch(60_000, { adopted: true });
    pool.assignJob();
    await world.clock.at(1000, () => expect(pool.agents).toMatchObject([{ enabled: false }]));
    await world.clock.at(200_000, () => pool.endJobs());
    expect(await outcome).toBe('over');
    expect(pool.calls('PATCH')).toEqual([`PATCH agents/${agentId}`]);
  });

  test('an agent that was disabled and has no job: the listener has its time, then the agent may stop', async () => {
    const { world, flags, agentId, outcome } = watch(3_600_000, { adopted: true });
    pool.enable(agentId, false);
    await world.clock.at(80_000, () => expect(flags.has('stop')).toBe(false));
    expect(await outcome).toBe('over');
    expect(world.clock.now()).toBeLessThan(92_000);
  });

  test('an agent that waits: it has its whole time once more', async () => {
    const { world, flags, outcome } = watch(60_000, { adopted: true });
    await world.clock.at(59_000, () => expect(flags.has('stop')).toBe(false));
    expect(await outcome).toBe('released');
  });
});

test('an agent pool that cannot be seen, as with a token of somebody else, is no agent that is gone', async () => {
  const { world, flags, outcome } = watch(3_600_000);
  pool.assignJob();
  await flags.set('job-taken');
  const hidden = { status: 404, body: { typeKey: 'TaskAgentPoolNotFoundException', message: 'not found' } };
  world.clock.at(30_000, () => pool.fail('GET', hidden, 1000));
  await world.clock.at(1_200_000, () => expect(flags.has('stop')).toBe(false));
  world.stop();
  expect(await outcome).toBe('stopped');
});

test('the agent of a job that begins is disabled at once, though an earlier question was put off', async () => {
  const { world, flags, outcome } = watch(3_600_000);
  world.clock.at(15_000, () => pool.fail('GET', { status: 429, retryAfter: 500 }));
  world.clock.at(30_000, () => flags.set('job-taken'));
  await world.clock.at(31_000, () => expect(pool.agents).toMatchObject([{ enabled: false }]));
  world.stop();
  await outcome;
});

test('a service that goes on saying that the agent is enabled is asked every few seconds, and the pod has its end all the same', async () => {
  const { world, flags, outcome } = watch(3_600_000);
  await flags.set('job-taken');
  pool.fail('PATCH', { status: 200, body: {} }, 1000);
  expect(await outcome).toBe('over');
  expect(world.clock.now()).toBeLessThan(300_000);
  expect(pool.calls('PATCH').length).toBeLessThan(60);
});
