import type { AgentWatchInputs } from '../../../agent/azure-pipelines/agent-watch';
import type { HandoverFlags } from '../../../agent/handover/flags';
import { PoolScene } from '../support/pool-scene';
import { startWatch } from '../support/watching';

let pool: PoolScene;
beforeEach(async () => {
  pool = await PoolScene.start();
});
afterEach(() => pool.stop());

const watch = (idleMs: number, more?: Partial<AgentWatchInputs>) => startWatch(pool, idleMs, more);

test('when asked for permission to stop, it disables the agent, checks that nothing is assigned, and gives it within two seconds', async () => {
  const { world, flags, agentId, outcome } = watch(3_600_000);
  world.clock.at(10_000, () => flags.set('may-i-stop'));
  expect(await outcome).toBe('released');
  expect(flags.has('stop')).toBe(true);
  expect(pool.agents).toMatchObject([{ enabled: false }]);
  expect(pool.calls()).toEqual([`PATCH agents/${agentId}`, `GET agents/${agentId}`]);
  expect(world.clock.now()).toBeLessThanOrEqual(12_000);
});

test('when asked for permission while a job is assigned, it gives it only after the job', async () => {
  const { world, flags, outcome } = watch(3_600_000);
  pool.assignJob();
  world.clock.at(1000, () => flags.set('may-i-stop'));
  const during = world.clock.at(59_000, () => {
    expect([flags.has('stop'), flags.has('job-assigned')]).toEqual([false, true]);
    pool.endJobs();
  });
  await during;
  expect(await outcome).toBe('released');
});

test('it does not answer a request for permission that was withdrawn', async () => {
  const { world, flags, agentId, outcome } = watch(60_000);
  pool.assignJob();
  world.clock.at(1000, () => flags.set('may-i-stop'));
  world.clock.at(8000, async () => {
    await flags.clear('may-i-stop');
    await flags.set('job-started');
  });
  let calls = 0;
  world.clock.at(20_000, () => {
    calls = pool.calls().length;
  });
  world.clock.at(3_600_000, world.stop);
  expect(await outcome).toBe('stopped');
  expect(calls).toBeGreaterThan(0);
  // From then on it polls once a minute, to check that the agent is still disabled.
  expect(pool.calls().slice(calls)).toEqual(Array.from({ length: 60 }, () => `GET agents/${agentId}`));
});

test.each([[30_000], [3_600_000]])(
  'an agent that somebody has deleted may stop within two minutes, even before %i ms without a job',
  async (idleMs) => {
    const { world, flags, agentId, outcome } = watch(idleMs);
    let deletedAt = 0;
    world.clock.at(idleMs === 30_000 ? 0 : 600_000, () => {
      deletedAt = world.clock.now();
      pool.remove(agentId);
    });
    expect(await outcome).toBe('gone');
    expect(flags.has('stop')).toBe(true);
    expect(world.clock.now() - deletedAt).toBeLessThanOrEqual(120_000);
  },
);

test.each([
  ['an outage', 503, {}],
  ['the sign-in page', 203, '<html>'],
  ['text that is not JSON', 200, ''],
  ['an empty object', 200, {}],
])('%s instead of the agent does not give permission to stop', async (_what, status, body) => {
  const { world, flags, outcome } = watch(30_000);
  world.clock.at(25_000, () => pool.fail('GET', { status, body }, 3));
  // The waits double: 5, 10 and 20 s.
  const early = world.clock.at(64_000, () => expect(flags.has('stop')).toBe(false));
  await early;
  expect(await outcome).toBe('released');
  expect(pool.calls('GET')).toHaveLength(5);
});

test('it polls again no earlier than Retry-After says', async () => {
  const { world, flags, outcome } = watch(30_000);
  pool.fail('PATCH', { status: 429, retryAfter: 90 });
  const early = world.clock.at(119_000, () => expect(pool.calls().slice(1)).toEqual([expect.stringContaining('PATCH')]));
  await early;
  expect(await outcome).toBe('released');
  expect(flags.has('stop')).toBe(true);
  expect(world.clock.now()).toBe(120_000);
});

test('an agent that is still enabled gets no permission to stop, because a job could follow', async () => {
  const { world, flags, agentId, outcome } = watch(30_000);
  pool.fail('PATCH', { status: 200, body: {} }, 2);
  const early = world.clock.at(39_000, () => expect([flags.has('stop'), flags.has('job-assigned')]).toEqual([false, false]));
  await early;
  expect(await outcome).toBe('released');
  expect(pool.calls('PATCH')).toEqual(Array.from({ length: 3 }, () => `PATCH agents/${agentId}`));
  expect(pool.agents).toMatchObject([{ enabled: false }]);
});

test('SIGTERM ends the watch, even while a job is assigned', async () => {
  const { world, flags, outcome } = watch(3_600_000);
  pool.assignJob();
  world.clock.at(1000, () => flags.set('may-i-stop'));
  world.clock.at(3000, world.stop);
  expect(await outcome).toBe('stopped');
  expect(world.clock.now()).toBe(3000);
});

describe('once the job has begun', () => {
  const enabled = () => pool.agents.map((agent) => agent.enabled);

  test.each(['job-taken', 'job-started'] as const)(
    'as the flag %s says, the agent is disabled immediately, with one call',
    async (signal) => {
      const { world, flags, agentId, outcome } = watch(3_600_000);
      pool.assignJob();
      world.clock.at(5000, () => flags.set(signal));
      const soon = world.clock.at(5500, () => expect(enabled()).toEqual([false]));
      const later = world.clock.at(60_000, () => expect(pool.calls()).toEqual([`PATCH agents/${agentId}`]));
      world.clock.at(61_000, world.stop);
      await Promise.all([soon, later]);
      expect(await outcome).toBe('stopped');
    },
  );

  test('as only the service says, the agent is disabled: within half a minute soon after its registration, within a minute later', async () => {
    const firstWatch = watch(3_600_000);
    firstWatch.world.clock.at(1000, () => pool.assignJob());
    await firstWatch.world.clock.at(31_000, () => expect(enabled()).toEqual([false]));
    firstWatch.world.stop();
    expect(await firstWatch.outcome).toBe('stopped');
    pool.endJobs();
    pool.remove(firstWatch.agentId);

    const longWatch = watch(3_600_000);
    longWatch.world.clock.at(1_000_000, () => pool.assignJob());
    await longWatch.world.clock.at(1_061_000, () => expect(enabled()).toEqual([false]));
    longWatch.world.stop();
  });

  test('as only the end of the job shows, the agent is disabled and may stop', async () => {
    const { world, flags, outcome } = watch(3_600_000);
    world.clock.at(1000, () => pool.runJob());
    await world.clock.at(21_000, () => expect(enabled()).toEqual([false]));
    expect(await outcome).toBe('over');
    expect(flags.has('stop')).toBe(true);
    expect(world.clock.now()).toBeLessThan(181_000);
  });

  test('an agent that somebody enables is disabled again, and an error is logged', async () => {
    const { world, flags, agentId, outcome } = watch(3_600_000);
    pool.assignJob();
    await flags.set('job-taken');
    world.clock.at(70_000, () => pool.enable(agentId));
    await world.clock.at(130_000, () => expect(enabled()).toEqual([false]));
    world.stop();
    expect(await outcome).toBe('stopped');
    expect(world.lines.filter((line) => line.includes('"level":"error"'))).toEqual([
      expect.stringContaining('somebody has enabled the agent again'),
    ]);
  });

  test('the agent is disabled as soon as an outage is over', async () => {
    const { world, flags, outcome } = watch(3_600_000);
    pool.assignJob();
    pool.fail('PATCH', '503', 4);
    await flags.set('job-taken');
    await world.clock.at(80_000, () => expect(enabled()).toEqual([false]));
    world.stop();
    expect(await outcome).toBe('stopped');
  });

  test('and nothing is assigned any more, the listener has time to end, may stop immediately if it asks, and the agent is checked once more before the watch ends', async () => {
    const silent = watch(3_600_000);
    pool.assignJob();
    await silent.flags.set('job-taken');
    silent.world.clock.at(50_000, () => pool.endJobs());
    await silent.world.clock.at(149_000, () => expect(silent.flags.has('stop')).toBe(false));
    expect(await silent.outcome).toBe('over');
    expect(silent.world.clock.now()).toBeLessThan(152_000);
    expect(silent.flags.has('stop')).toBe(true);
    pool.remove(silent.agentId);

    const asking = watch(3_600_000);
    pool.assignJob();
    await asking.flags.set('job-taken');
    asking.world.clock.at(50_000, () => pool.endJobs());
    asking.world.clock.at(80_000, () => asking.flags.set('may-i-stop'));
    expect(await asking.outcome).toBe('released');
    expect(asking.world.clock.now()).toBeLessThan(81_000);
  });

  test.each(['404', { status: 200, body: { id: 25, name: 'linux-x7k2p', enabled: false, status: 'online' } }] as const)(
    'one answer (%j) that knows of no job does not end a job that runs',
    async (answer) => {
      const { world, flags, outcome } = watch(3_600_000);
      pool.assignJob();
      await flags.set('job-taken');
      world.clock.at(50_000, () => pool.fail('GET', answer, 1));
      await world.clock.at(600_000, () => expect(flags.has('stop')).toBe(false));
      world.stop();
      expect(await outcome).toBe('stopped');
    },
  );

  test('if the handover folder is full, the agent is still watched', async () => {
    const { world, flags, outcome } = watch(3_600_000);
    flags.set = () => Promise.reject(new Error('ENOSPC: no space left on device'));
    pool.assignJob();
    world.clock.at(1000, () => void setsFlag(flags));
    world.clock.at(50_000, () => pool.endJobs());
    expect(await outcome).toBe('released');
    expect(world.lines.join('')).toContain('cannot set a handover flag for the container of the job');
  });

  /** Like a job that writes the file itself. */
  const setsFlag = (flags: HandoverFlags) => {
    flags.has = (signal) => signal === 'may-i-stop';
  };
});

test('onJob is called for a job that was received, not for one that is only assigned', async () => {
  const onJob = jest.fn();
  const { world } = watch(3_600_000, { onJob });
  world.clock.at(1000, () => pool.assignJob());
  await world.clock.at(130_000, () => expect(onJob).not.toHaveBeenCalled());
  pool.receiveJobs();
  await world.clock.at(250_000, () => expect(onJob).toHaveBeenCalled());
  world.stop();
});
