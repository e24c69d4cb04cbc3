import type { AgentWatchInputs } from '../../../agent/azure-pipelines/agent-watch';
import { PoolScene } from '../support/pool-scene';
import { startWatch } from '../support/watching';

let pool: PoolScene;
beforeEach(async () => {
  pool = await PoolScene.start();
});
afterEach(() => pool.stop());

const watch = (idleMs: number, more?: Partial<AgentWatchInputs>) => startWatch(pool, idleMs, more);

describe('a watch that continues the watch of an earlier process', () => {
  test('while a job runs, the agent is disabled and watched', async () => {
    const { world, agentId, outcome } = watch(60_000, { adopted: true });
    pool.assignJob();
    await world.clock.at(1000, () => expect(pool.agents).toMatchObject([{ enabled: false }]));
    await world.clock.at(200_000, () => pool.endJobs());
    expect(await outcome).toBe('over');
    expect(pool.calls('PATCH')).toEqual([`PATCH agents/${agentId}`]);
  });

  test('if the agent is disabled and has no job, it may stop after the time that the listener has to end', async () => {
    const { world, flags, agentId, outcome } = watch(3_600_000, { adopted: true });
    pool.enable(agentId, false);
    await world.clock.at(80_000, () => expect(flags.has('stop')).toBe(false));
    expect(await outcome).toBe('over');
    expect(world.clock.now()).toBeLessThan(92_000);
  });

  test('an agent that waits for a job has its whole idle time again', async () => {
    const { world, flags, outcome } = watch(60_000, { adopted: true });
    await world.clock.at(59_000, () => expect(flags.has('stop')).toBe(false));
    expect(await outcome).toBe('released');
  });
});

test('an agent pool that is not visible, for example with the token of another identity, does not mean that the agent is gone', async () => {
  const { world, flags, outcome } = watch(3_600_000);
  pool.assignJob();
  await flags.set('job-taken');
  const hidden = { status: 404, body: { typeKey: 'TaskAgentPoolNotFoundException', message: 'not found' } };
  world.clock.at(30_000, () => pool.fail('GET', hidden, 1000));
  await world.clock.at(1_200_000, () => expect(flags.has('stop')).toBe(false));
  world.stop();
  expect(await outcome).toBe('stopped');
});

test('when a job begins, its agent is disabled immediately, even during the pause after a failed poll', async () => {
  const { world, flags, outcome } = watch(3_600_000);
  world.clock.at(15_000, () => pool.fail('GET', { status: 429, retryAfter: 500 }));
  world.clock.at(30_000, () => flags.set('job-taken'));
  await world.clock.at(31_000, () => expect(pool.agents).toMatchObject([{ enabled: false }]));
  world.stop();
  await outcome;
});

test('if the service keeps answering that the agent is enabled, it is polled every few seconds, and the watch still ends', async () => {
  const { world, flags, outcome } = watch(3_600_000);
  await flags.set('job-taken');
  pool.fail('PATCH', { status: 200, body: {} }, 1000);
  expect(await outcome).toBe('over');
  expect(world.clock.now()).toBeLessThan(300_000);
  expect(pool.calls('PATCH').length).toBeLessThan(60);
});
