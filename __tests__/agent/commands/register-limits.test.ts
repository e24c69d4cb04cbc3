import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { register } from '../../../agent/commands/register';
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
  const state = temporaryFolder();
  const variables = { AZP_IDLE_MINUTES: '60', AZP_JOB_MINUTES: '2', AZP_EVICT: evict, AZP_STATE: state, ...more };
  const scene = aRegistrar(pool, variables);
  /** @param tell false if the handover flag of its start is missing */
  const beginJob = ({ tell = true } = {}) =>
    void scene.world.clock.at(JOB_BEGINS, async () => {
      pool.assignJob();
      if (tell) await scene.handover.set('job-taken');
    });
  return { ...scene, evicted: () => existsSync(join(evict, 'too-much')), record: join(state, 'job-began'), beginJob };
}

test.each([
  ['', true, 0],
  [', even if only Azure DevOps shows it', false, MINUTE],
])(
  'a job that takes longer than it may is cancelled, counted from its start%s; if it still runs 90 s later, the pod is evicted',
  async (_what, tell, late) => {
    const { world, handover, start, evicted, beginJob } = setUp();
    beginJob({ tell });
    const steps = [
      world.clock.at(JOB_BEGINS + 2.9 * MINUTE, () => expect(handover.has('cancel-job')).toBe(false)),
      world.clock.at(JOB_BEGINS + 3.1 * MINUTE + late, () => expect(handover.has('cancel-job')).toBe(true)),
      world.clock.at(JOB_BEGINS + 4.4 * MINUTE, () => expect(evicted()).toBe(false)),
      world.clock.at(JOB_BEGINS + 4.7 * MINUTE + late, () => {
        // Azure DevOps refuses to delete an agent that runs a job: that does not save the pod.
        expect([evicted(), pool.agents.length]).toEqual([true, 1]);
        pool.endJobs();
        world.stop();
      }),
    ];
    expect((await Promise.all([start(), ...steps]))[0]).toBe(0);
    expect(world.lines.join('\n')).toContain('"limitMinutes":2');
  },
);

test.each([
  ['ends in time', 2.5],
  ['is cancelled in time', 3.5],
])('the pod of a job that %s is not evicted', async (_what, minutes) => {
  const { world, handover, start, evicted, beginJob } = setUp();
  beginJob();
  world.clock.at(JOB_BEGINS + minutes * MINUTE, () => pool.endJobs());
  // The kubelet sends SIGTERM when the other container has ended.
  world.clock.at(JOB_BEGINS + (minutes + 0.4) * MINUTE, world.stop);
  expect(await start()).toBe(0);
  expect([handover.has('cancel-job'), evicted()]).toEqual([minutes === 3.5, false]);
});

test('a job that is over is not cancelled, however long its container takes to end', async () => {
  const { world, handover, start, beginJob } = setUp();
  beginJob();
  world.clock.at(JOB_BEGINS + 1.5 * MINUTE, () => pool.endJobs());
  world.clock.at(JOB_BEGINS + 10 * MINUTE, world.stop);
  expect(await start()).toBe(0);
  expect(handover.has('cancel-job')).toBe(false);
});

test('without AZP_JOB_MINUTES a job has no limit', async () => {
  const { world, handover, start, evicted, beginJob } = setUp({ AZP_JOB_MINUTES: '' });
  beginJob();
  world.clock.at(JOB_BEGINS + 30 * MINUTE, () => {
    pool.endJobs();
    world.stop();
  });
  expect(await start()).toBe(0);
  expect([handover.has('cancel-job'), evicted()]).toEqual([false, false]);
});

test('a restart of the registrar does not prolong its job', async () => {
  const { settings, world, handover, start, record, beginJob } = setUp();
  beginJob();
  // Killed: it neither waits for the end of the job nor deregisters.
  pool.fail('DELETE', '503', 1000);
  world.clock.at(JOB_BEGINS + MINUTE, world.stop);
  await start();
  expect(existsSync(record)).toBe(true);
  writeFileSync(record, JSON.stringify({ at: Date.now() - 2 * MINUTE }));

  const { clock, runtime, stop } = fakeWorld((started) => configureIn(pool, started));
  const before = clock.at(0.8 * MINUTE, () => expect(handover.has('cancel-job')).toBe(false));
  const after = clock.at(1.2 * MINUTE, () => {
    expect(handover.has('cancel-job')).toBe(true);
    stop();
  });
  await Promise.all([register(settings, {}, runtime), before, after]);
});

test('an idle agent asks the scaler by its name whether it may stay, and leaves when it may not', async () => {
  const asked: string[] = [];
  const scaler = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(JSON.stringify({ stay: asked.length < 3 }));
  });
  await new Promise<void>((resolve) => scaler.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(scaler.address() as AddressInfo).port}/`;
  const { world, handover, start } = setUp({ AZP_IDLE_MINUTES: '1', AZP_SCALER_URL: url });
  // The third question is asked 110 s after the start at the earliest.
  const early = world.clock.at(100_000, () => expect(handover.has('stop')).toBe(false));
  world.clock.at(60 * MINUTE, world.stop);
  await Promise.all([start(), early]);
  expect(handover.has('stop')).toBe(true);
  expect(asked).toEqual(Array.from({ length: 3 }, () => '/agents/linux-x7k2p'));
  expect(pool.agents).toEqual([]);
  await new Promise((resolve) => scaler.close(resolve));
});
