import { createLog } from '../../../agent/process/log';
import { StuckJobs } from '../../../agent/scale/stuck-jobs';
import { SCALER } from '../../../config/timings';
import { entry, ScalerScene, waiting } from '../support/scaler-scene';
import { newJob, podOf } from './model/cluster';

const blocked = (job: string) => ({
  ...podOf(job, 'creating'),
  status: { phase: 'Pending', containerStatuses: [{ name: 'agent', state: { waiting: { reason: 'ErrImagePull' } } }] },
});
const MINUTE = 60_000;

/** Pods of "linux" that have been unable to start for so long that they count as stuck, and a job that waits. */
async function start(count: number) {
  const scene = new ScalerScene([entry('linux'), entry('other')]);
  const names = Array.from({ length: count }, (_, index) => `linux-${index}`);
  scene.jobs = names.map((name) => newJob('linux', name, 0));
  scene.pods = names.map(blocked);
  scene.setQueue(
    'linux',
    Array.from({ length: count }, (_, id) => waiting(id, 'linux')),
  );
  scene.setQueue('other', [waiting(900, 'other')]);
  await scene.round();
  scene.advance(SCALER.stuck.milliseconds);
  await scene.round();
  return scene;
}
const names = (scene: ScalerScene) => scene.scaler.jobsToDelete().map(({ job }) => job.metadata.name);

test('after a failure an entry waits, then makes one attempt in place of the pods that cannot start; no other entry waits', async () => {
  const scene = await start(3);
  expect([scene.answer('linux'), scene.answer('other'), names(scene)]).toEqual([0, 1, []]);
  expect(scene.scaler.obstacle('linux')).toBe('ErrImagePull');
  scene.advance(SCALER.retry.milliseconds);
  await scene.round();
  expect(names(scene)).toEqual(['linux-0', 'linux-1', 'linux-2']);
  scene.jobs = [];
  scene.pods = [];
  await scene.round();
  expect(scene.answer('linux')).toBe(1);
});

test('the wait doubles with each failed attempt, up to a limit, and ends when a pod starts', async () => {
  const scene = await start(1);
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 6; attempt++) {
    const failedAt = scene.now;
    while (names(scene).length === 0) {
      scene.advance(10_000);
      await scene.round();
    }
    waits.push(Math.round((scene.now - failedAt) / MINUTE));
    scene.jobs = [newJob('linux', `linux-again-${attempt}`, 0)];
    scene.pods = [blocked(`linux-again-${attempt}`)];
    await scene.round();
    scene.advance(SCALER.stuck.milliseconds);
    await scene.round();
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 16]);
  scene.jobs = [...scene.jobs, newJob('linux', 'linux-good', 0)];
  scene.pods = [...scene.pods, podOf('linux-good', 'running')];
  scene.setQueue(
    'linux',
    [1, 2, 3].map((id) => waiting(id, 'linux')),
  );
  await scene.round();
  expect(scene.scaler.obstacle('linux')).toBeUndefined();
  expect(scene.answer('linux')).toBe(4);
});

test('the Jobs of entries that are not known here are left alone', async () => {
  const scene = new ScalerScene([entry('linux')]);
  scene.jobs = [newJob('removed', 'removed-a', 0)];
  scene.pods = [blocked('removed-a')];
  await scene.round();
  scene.advance(20 * MINUTE);
  await scene.round();
  expect(names(scene)).toEqual([]);
});

test('no Job is deleted on the strength of an old list', async () => {
  const scene = await start(1);
  let deletions = 0;
  scene.deleteStuck = async () => {
    deletions += 1;
  };
  scene.list = () => Promise.reject(new Error('no answer'));
  scene.advance(SCALER.retry.milliseconds);
  await scene.round();
  expect(deletions).toBe(0);
});

describe('the deletion', () => {
  async function due(count: number, fails: (name: string) => boolean = () => false) {
    const scene = await start(count);
    scene.advance(SCALER.retry.milliseconds);
    await scene.round();
    const tried: string[] = [];
    const view = {
      deleteJob: async ({ metadata }: { metadata: { name: string } }) => {
        tried.push(metadata.name);
        if (fails(metadata.name)) throw new Error(`no answer for ${metadata.name}`);
        scene.tracker.deleteJob(newJob('linux', metadata.name, 0));
      },
    };
    const log = createLog(() => {});
    return { scene, tried, delete: () => new StuckJobs({ scaler: scene.scaler, view, log }).delete() };
  }

  test('tries each Job once, although one fails', async () => {
    const { tried, delete: run } = await due(25, (name) => name === 'linux-0');
    await expect(run()).rejects.toThrow('no answer for linux-0');
    expect(tried).toHaveLength(25);
  });

  test('ends when nothing works, so that a round does not hang for long', async () => {
    const { tried, delete: run } = await due(25, () => true);
    await expect(run()).rejects.toThrow('no answer');
    expect(tried).toHaveLength(10);
  });

  test('leaves a pod that has started meanwhile', async () => {
    const {
      scene,
      tried,
      delete: run,
    } = await due(25, () => {
      scene.tracker.setPod(podOf('linux-20', 'running'));
      return false;
    });
    await run();
    expect(tried).toHaveLength(24);
    expect(tried).not.toContain('linux-20');
  });
});
