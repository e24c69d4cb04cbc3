import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { register } from '../../../agent/commands/register';
import type { Handover } from '../../../agent/handover/handover';
import { fakeWorld, temporaryFolder } from '../support/fakes';
import { PoolScene } from '../support/pool-scene';
import { aRegistrar } from '../support/registering';
import { configureIn } from '../support/stub-config';

let pool: PoolScene;
beforeEach(async () => {
  pool = await PoolScene.start();
});
afterEach(() => pool.stop());

const MINUTE = 60_000;
/** The agent has waited for longer than its job may take when the job begins. */
const JOB_BEGINS = 5 * MINUTE;

/** A registrar whose agent may wait for an hour, and whose job may take two minutes. */
function setUp(more: Readonly<Record<string, string>> = {}) {
  const evict = temporaryFolder();
  const scene = aRegistrar(pool, { AZP_IDLE_MINUTES: '60', AZP_JOB_MINUTES: '2', AZP_EVICT: evict, AZP_STATE: temporaryFolder(), ...more });
  const evicted = () => existsSync(join(evict, 'too-much'));
  return { ...scene, evicted };
}

function beginJob(handover: Handover): Promise<void> {
  pool.assignJob();
  return handover.set('job-taken');
}

test('a job that takes longer than it may is cancelled, counted from its start; if it still runs 90 s later, the pod is evicted', async () => {
  const { world, handover, start, evicted } = setUp();
  world.clock.at(JOB_BEGINS, () => beginJob(handover));
  const before = world.clock.at(JOB_BEGINS + 2.9 * MINUTE, () => expect(handover.has('cancel-job')).toBe(false));
  const cancelled = world.clock.at(JOB_BEGINS + 3.1 * MINUTE, () => expect(handover.has('cancel-job')).toBe(true));
  const stillRuns = world.clock.at(JOB_BEGINS + 4.4 * MINUTE, () => expect(evicted()).toBe(false));
  const after = world.clock.at(JOB_BEGINS + 4.7 * MINUTE, () => {
    expect(evicted()).toBe(true);
    // Azure DevOps refuses to delete an agent that runs a job: that does not save the pod.
    expect(pool.agents).toHaveLength(1);
    pool.endJobs();
    world.stop();
  });
  expect((await Promise.all([start(), before, cancelled, stillRuns, after]))[0]).toBe(0);
  expect(world.lines.join('\n')).toContain('"limitMinutes":2');
});

test('a job that only Azure DevOps shows is limited too: it may have deleted the handover flags', async () => {
  const { world, handover, start, evicted } = setUp();
  world.clock.at(JOB_BEGINS, () => pool.assignJob());
  const after = world.clock.at(JOB_BEGINS + 6 * MINUTE, () => {
    expect([handover.has('cancel-job'), evicted()]).toEqual([true, true]);
    pool.endJobs();
    world.stop();
  });
  await Promise.all([start(), after]);
});

test.each([
  ['ends in time', 2.5, {}],
  ['is cancelled in time', 3.5, {}],
  ['has no limit', 60, { AZP_JOB_MINUTES: '' }],
])('the pod of a job that %s is not evicted', async (_what, minutes, more) => {
  const { world, handover, start, evicted } = setUp(more);
  world.clock.at(JOB_BEGINS, () => beginJob(handover));
  world.clock.at(JOB_BEGINS + minutes * MINUTE, () => pool.endJobs());
  // The kubelet sends SIGTERM when the other container has ended.
  world.clock.at(JOB_BEGINS + (minutes + 0.5) * MINUTE, world.stop);
  expect(await start()).toBe(0);
  expect(evicted()).toBe(false);
  expect(handover.has('cancel-job')).toBe(minutes === 3.5);
});

test('a restart of the registrar does not prolong its job', async () => {
  const { settings, world, handover, start } = setUp();
  world.clock.at(MINUTE, () => beginJob(handover));
  // Killed: it neither waits for the end of the job nor deregisters.
  pool.fail('DELETE', '503', 1000);
  world.clock.at(2 * MINUTE, world.stop);
  await start();
  const record = join(settings.stateFolder ?? '', 'job-began');
  writeFileSync(record, JSON.stringify({ at: Date.now() - 2 * MINUTE }));

  const restarted = fakeWorld((started) => configureIn(pool, started));
  const before = restarted.clock.at(0.8 * MINUTE, () => expect(handover.has('cancel-job')).toBe(false));
  const after = restarted.clock.at(1.2 * MINUTE, () => {
    expect(handover.has('cancel-job')).toBe(true);
    restarted.stop();
  });
  await Promise.all([register(settings, {}, restarted.runtime), before, after]);
});

test('a job that makes the handover folder unusable is evicted', async () => {
  const { world, handover, start, evicted } = setUp();
  world.clock.at(MINUTE, () => beginJob(handover));
  const { folder } = handover;
  world.clock.at(2 * MINUTE, () => renameSync(folder, `${folder}.away`));
  const after = world.clock.at(6 * MINUTE, () => {
    expect(evicted()).toBe(true);
    pool.endJobs();
    world.stop();
  });
  await Promise.all([start(), after]);
  expect(world.lines.join('\n')).toContain('"flag":"cancel-job"');
});

test('an idle agent asks the scaler by its name whether it may stay, and leaves when it may not', async () => {
  const asked: string[] = [];
  const scaler = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(JSON.stringify({ stay: asked.length < 3 }));
  });
  await new Promise<void>((resolve) => scaler.listen(0, '127.0.0.1', resolve));
  const { world, handover, start } = setUp({
    AZP_IDLE_MINUTES: '1',
    AZP_SCALER_URL: `http://127.0.0.1:${(scaler.address() as AddressInfo).port}/`,
  });
  const early = world.clock.at(100_000, () => expect(handover.has('stop')).toBe(false));
  const later = world.clock.at(600_000, () => {
    expect(handover.has('stop')).toBe(true);
    world.stop();
  });
  await Promise.all([start(), early, later]);
  expect(asked).toEqual(Array.from({ length: 3 }, () => '/agents/linux-x7k2p'));
  expect(pool.agents).toEqual([]);
  await new Promise((resolve) => scaler.close(resolve));
});
