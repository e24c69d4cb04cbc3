import { type RunnerWatchInputs, watchRunner } from '../../../../agent/github/runner/runner-watch';
import { flagsInMemory } from '../../../../agent/handover/flags';
import { fakeWorld } from '../../support/fakes';
import { RunnerScene } from '../../support/runner-scene';

const HOUR = 3_600_000;

function watch(idleMs: number, more: Partial<RunnerWatchInputs> = {}) {
  const world = fakeWorld();
  const flags = flagsInMemory();
  const scene = new RunnerScene();
  const runner = scene.add('gh-linux-x7k2p');
  const agent = { poolId: 5, agentId: runner.id };
  const outcome = watchRunner({ agent, client: scene, flags, idleMs, ...more }, world.runtime);
  return { world, flags, scene, runner, outcome };
}

describe('a runner without a job', () => {
  test('is removed when no job came in time, and only then told to stop', async () => {
    const { world, flags, scene, outcome } = watch(60_000);
    await world.clock.at(59_000, () => expect([scene.names.length, flags.has('stop')]).toEqual([1, false]));
    expect(await outcome).toBe('released');
    expect(flags.has('stop')).toBe(true);
    expect(scene.names).toEqual([]);
    expect(scene.callsOf('removeRunner')).toHaveLength(1);
  });

  test('waits on for as long as the scaler says that it may stay', async () => {
    const answers = [true, true, false];
    const { world, scene, outcome } = watch(60_000, { mayStay: async () => answers.shift() ?? false });
    await world.clock.at(109_000, () => expect(scene.names).toHaveLength(1));
    expect(await outcome).toBe('released');
    expect(world.clock.now()).toBeLessThan(112_000);
  });

  test('is removed within two seconds when its container is to stop', async () => {
    const { world, flags, outcome } = watch(HOUR);
    world.clock.at(10_000, () => flags.set('may-i-stop'));
    expect(await outcome).toBe('released');
    expect(world.clock.now()).toBeLessThan(12_000);
  });

  test('is not stopped when its removal is refused because it has just got a job', async () => {
    const onJob = jest.fn();
    const { world, flags, scene, runner, outcome } = watch(60_000, { onJob });
    // The listener has told nobody yet.
    world.clock.at(59_000, () => {
      runner.busy = true;
    });
    await world.clock.at(62_000, () => {
      expect([flags.has('stop'), flags.has('job-assigned')]).toEqual([false, true]);
      expect(onJob).toHaveBeenCalled();
    });
    await world.clock.at(600_000, () => expect(scene.callsOf('removeRunner')).toHaveLength(1));
    world.stop();
    expect(await outcome).toBe('stopped');
  });

  test.each([30_000, 600_000])('that lives on after %i ms although its registration is gone may stop within a minute', async (goneMs) => {
    const { world, flags, scene, runner, outcome } = watch(HOUR);
    world.clock.at(goneMs, () => scene.remove(runner.id));
    expect(await outcome).toBe('gone');
    expect(flags.has('stop')).toBe(true);
    expect(world.clock.now() - goneMs).toBeLessThanOrEqual(61_000);
  });

  test('is not stopped by one answer that does not know it, if it has a job', async () => {
    const { world, flags, scene, runner, outcome } = watch(HOUR);
    runner.busy = true;
    world.clock.at(15_000, () => {
      scene.hidden = true;
    });
    world.clock.at(25_000, () => {
      scene.hidden = false;
    });
    await world.clock.at(600_000, () => expect([flags.has('stop'), flags.has('job-assigned')]).toEqual([false, true]));
    world.stop();
    expect(await outcome).toBe('stopped');
  });

  test('gets no permission to stop while GitHub does not answer', async () => {
    const { world, flags, scene, outcome } = watch(30_000);
    scene.fail('removeRunner', { fault: 'transient', status: 503 }, 3);
    await world.clock.at(64_000, () => expect(flags.has('stop')).toBe(false));
    expect(await outcome).toBe('released');
    expect(world.lines.join('')).toContain('cannot tell whether the runner is idle');
  });

  test('is asked about no earlier than Retry-After says', async () => {
    const { world, scene, outcome } = watch(30_000);
    scene.fail('removeRunner', { fault: 'transient', status: 429, retryAfterMs: 90_000 });
    await world.clock.at(119_000, () => expect(scene.callsOf('removeRunner')).toHaveLength(1));
    expect(await outcome).toBe('released');
    expect(world.clock.now()).toBe(120_000);
  });

  test('costs one call each 20 seconds at first, and one a minute later', async () => {
    const { world, scene, outcome } = watch(HOUR);
    await world.clock.at(121_000, () => expect(scene.calls).toHaveLength(6));
    await world.clock.at(121_000 + 600_000, () => expect(scene.calls).toHaveLength(16));
    world.stop();
    await outcome;
  });
});

describe('a runner whose job has begun', () => {
  test.each(['job-taken', 'job-started'] as const)('as the flag %s says, is left alone until the container stops', async (flag) => {
    const { world, flags, scene, runner, outcome } = watch(60_000);
    runner.busy = true;
    world.clock.at(5000, () => flags.set(flag));
    await world.clock.at(600_000, () => {
      expect(flags.has('stop')).toBe(false);
      expect(scene.callsOf('removeRunner')).toEqual([]);
      expect(scene.calls.length).toBeLessThanOrEqual(10);
    });
    world.stop();
    expect(await outcome).toBe('stopped');
  });

  test('that asks for permission to stop again and again, as a job can, costs a call a minute in the end', async () => {
    const { world, flags, scene, runner, outcome } = watch(HOUR);
    runner.busy = true;
    world.clock.at(5000, () => flags.set('may-i-stop'));
    // After 5, 10, 20, 40 and then each 60 seconds.
    await world.clock.at(605_000, () => expect(scene.calls.length).toBeLessThanOrEqual(14));
    const goneAt = 630_000;
    world.clock.at(goneAt, () => scene.remove(runner.id));
    expect(await outcome).toBe('released');
    expect(world.clock.now() - goneAt).toBeLessThanOrEqual(61_000);
  });

  test('is over once its registration is gone: its listener has time to end, and then the watch ends', async () => {
    const { world, flags, scene, runner, outcome } = watch(60_000);
    await flags.set('job-started');
    world.clock.at(90_000, () => scene.remove(runner.id));
    await world.clock.at(200_000, () => expect(flags.has('stop')).toBe(false));
    expect(await outcome).toBe('over');
    expect(flags.has('stop')).toBe(true);
    expect(world.clock.now()).toBeLessThanOrEqual(90_000 + 60_000 + 92_000);
  });

  test('is not over because of one answer that does not know it', async () => {
    const { world, flags, scene, runner, outcome } = watch(60_000);
    runner.busy = true;
    await flags.set('job-started');
    world.clock.at(50_000, () => {
      scene.hidden = true;
    });
    world.clock.at(70_000, () => {
      scene.hidden = false;
    });
    await world.clock.at(900_000, () => expect(flags.has('stop')).toBe(false));
    world.stop();
    expect(await outcome).toBe('stopped');
  });

  test('may stop immediately if its listener hangs after the job, and not while the job runs', async () => {
    const { world, flags, scene, runner, outcome } = watch(60_000);
    runner.busy = true;
    await flags.set('job-started');
    world.clock.at(30_000, () => flags.set('may-i-stop'));
    await world.clock.at(59_000, () => expect([flags.has('stop'), flags.has('job-assigned')]).toEqual([false, true]));
    scene.remove(runner.id);
    expect(await outcome).toBe('released');
    expect(world.clock.now()).toBeLessThan(66_000);
  });

  test('is told apart from an idle one although its job deletes the flags, and its time limit holds', async () => {
    const check = jest.fn(async () => {});
    const { world, flags, scene, runner, outcome } = watch(60_000, { jobLimit: { check } });
    runner.busy = true;
    await world.clock.at(62_000, () => {
      expect(scene.callsOf('removeRunner')).toHaveLength(1);
      expect(check).toHaveBeenCalled();
    });
    await world.clock.at(900_000, () => expect(flags.has('stop')).toBe(false));
    world.stop();
    expect(await outcome).toBe('stopped');
  });

  test('has a time limit', async () => {
    const check = jest.fn(async () => {});
    const { world, flags, outcome } = watch(60_000, { jobLimit: { check } });
    await world.clock.at(30_000, () => expect(check).not.toHaveBeenCalled());
    await flags.set('job-taken');
    await world.clock.at(31_000, () => expect(check).toHaveBeenCalled());
    world.stop();
    await outcome;
  });
});

describe('after a restart', () => {
  test('an idle runner has its whole idle time again', async () => {
    const { world, flags, outcome } = watch(60_000, { adopted: true });
    await world.clock.at(59_000, () => expect(flags.has('stop')).toBe(false));
    expect(await outcome).toBe('released');
  });

  test('a job that was recorded goes on and has its limit, though it has deleted the flags', async () => {
    const check = jest.fn(async () => {});
    const { world, scene, runner, outcome } = watch(60_000, { adopted: true, jobRecorded: true, jobLimit: { check } });
    runner.busy = true;
    await world.clock.at(1000, () => expect(check).toHaveBeenCalled());
    await world.clock.at(600_000, () => expect(scene.callsOf('removeRunner')).toEqual([]));
    world.stop();
    expect(await outcome).toBe('stopped');
  });

  test('a runner that is gone is noticed immediately', async () => {
    const { world, flags, outcome } = watch(HOUR, { adopted: true, agent: { poolId: 5, agentId: 99 } });
    expect(await outcome).toBe('gone');
    expect(flags.has('stop')).toBe(true);
    expect(world.clock.now()).toBeLessThan(1000);
  });
});
