import { Ghosts } from '../../../../agent/github/scale/ghosts';
import { PLACEHOLDER, SCALE_SET } from '../../../../config/timings';
import type { Deletion } from '../../../../providers/contract/agent-service';
import type { Runner } from '../../../../providers/github/client/types';
import { fakeWorld } from '../../support/fakes';

const SET = 7;
const GONE = 'a-gh-bcdfg-hjklm';
const runner = (id: number, name = GONE, scaleSetId = SET): Runner => ({ id, name, scaleSetId });

/** Reaps in a scene that a test sets. */
function start(reapAfterMs = PLACEHOLDER.reapAfter.milliseconds) {
  const { runtime, clock, lines, stop } = fakeWorld();
  const scene = {
    runners: [] as Runner[],
    live: async (): Promise<ReadonlySet<string>> => new Set(['a-scaler']),
    held: [{ entry: 'a-gh', scaleSet: { id: SET } }],
    remove: async (_: number): Promise<Deletion> => 'deleted',
  };
  const removed: number[] = [];
  const reaped: string[] = [];
  const asked = { runners: 0, pods: 0 };
  const ghosts = new Ghosts({
    client: {
      runners: async () => {
        asked.runners += 1;
        return scene.runners;
      },
      removeRunner: async (id) => {
        removed.push(id);
        return scene.remove(id);
      },
    },
    livePods: () => {
      asked.pods += 1;
      return scene.live();
    },
    held: () => scene.held,
    onReaped: (entry) => void reaped.push(entry),
    reapAfterMs,
    clock: runtime.clock,
    log: runtime.log,
  });
  /** Two looks, as far apart as a runner has to be without its pod. */
  const reapLater = async () => {
    await ghosts.reap();
    await clock.sleep(PLACEHOLDER.reapAfter.milliseconds);
    await ghosts.reap();
  };
  return { scene, ghosts, removed, reaped, asked, clock, lines, stop, runtime, reapLater };
}

test('a runner without a pod is removed when it has been seen so for a quarter of an hour, and not before', async () => {
  const { scene, ghosts, removed, reaped, clock, lines } = start();
  scene.runners = [runner(1)];
  await ghosts.reap();
  await clock.sleep(PLACEHOLDER.reapAfter.milliseconds - 1);
  await ghosts.reap();
  expect(removed).toEqual([]);
  await clock.sleep(1);
  await ghosts.reap();
  expect([removed, reaped]).toEqual([[1], ['a-gh']]);
  expect(lines.join('')).toContain(`"runner":"${GONE}","runnerId":1`);
});

test('what was seen before still counts after a time in which another replica had the session', async () => {
  const { scene, ghosts, removed, clock, asked } = start();
  const { held } = scene;
  scene.runners = [runner(1)];
  await ghosts.reap();
  scene.held = [];
  await clock.sleep(PLACEHOLDER.reapAfter.milliseconds);
  await ghosts.reap();
  expect([removed, asked.runners]).toEqual([[], 1]);
  scene.held = held;
  await ghosts.reap();
  expect(removed).toEqual([1]);
});

test.each([
  ['one of another scale set', runner(1, GONE, 8)],
  ['one in no scale set', runner(1, GONE, 0)],
  ['one of another entry, whose name begins in the same way', runner(1, 'a-gh-large-bcdfg-hjklm')],
  ['one that somebody has registered by hand', runner(1, 'a-gh-mine')],
])('%s is never removed', async (_, other) => {
  const { scene, removed, reapLater, asked } = start();
  scene.runners = [other];
  await reapLater();
  expect(removed).toEqual([]);
  expect(asked.pods).toBe(0);
});

test('one whose pod is alive is never removed', async () => {
  const { scene, removed, reapLater } = start();
  scene.runners = [runner(1)];
  scene.live = async () => new Set([GONE]);
  await reapLater();
  expect(removed).toEqual([]);
});

test('the time counts anew for one whose pod was seen again', async () => {
  const { scene, ghosts, removed, clock } = start();
  scene.runners = [runner(1)];
  await ghosts.reap();
  scene.live = async () => new Set([GONE]);
  await ghosts.reap();
  scene.live = async () => new Set(['a-scaler']);
  await clock.sleep(PLACEHOLDER.reapAfter.milliseconds);
  await ghosts.reap();
  expect(removed).toEqual([]);
});

test('nothing is removed if the pods cannot be listed', async () => {
  const { scene, removed, ghosts, clock } = start();
  scene.runners = [runner(1)];
  await ghosts.reap();
  await clock.sleep(PLACEHOLDER.reapAfter.milliseconds);
  scene.live = async () => {
    throw new Error('no pod is alive');
  };
  await expect(ghosts.reap()).rejects.toThrow('no pod is alive');
  expect(removed).toEqual([]);
});

test('a busy one is left, and tried again later', async () => {
  const { scene, ghosts, removed, reaped, reapLater } = start();
  scene.runners = [runner(1)];
  scene.remove = async () => 'busy';
  await reapLater();
  expect([removed, reaped]).toEqual([[1], []]);
  scene.remove = async () => 'deleted';
  await ghosts.reap();
  expect(reaped).toEqual(['a-gh']);
});

test('without a session, this replica lists no runners', async () => {
  const { scene, asked, reapLater } = start();
  scene.runners = [runner(1)];
  scene.held = [];
  await reapLater();
  expect(asked).toEqual({ runners: 0, pods: 0 });
});

test('one that cannot be removed does not keep the others', async () => {
  const { scene, ghosts, reaped, reapLater } = start();
  scene.runners = [runner(1), runner(2)];
  scene.remove = async (id) => {
    if (id === 1) throw new Error('no answer');
    return 'deleted';
  };
  await expect(reapLater()).rejects.toThrow('no answer');
  await expect(ghosts.reap()).rejects.toThrow('no answer');
  expect(reaped).toEqual(['a-gh']);
});

test('it looks every few minutes, and a failure does not end that', async () => {
  const { scene, ghosts, clock, runtime, stop, asked, lines } = start();
  scene.runners = [runner(1)];
  scene.live = async () => {
    throw new Error('no pod is alive');
  };
  void clock.at(3.5 * SCALE_SET.runners.milliseconds, stop);
  await ghosts.run(runtime.stop);
  expect(asked.runners).toBe(3);
  expect(lines.join('').match(/cannot reap runners whose pods have ended, trying again/g)).toHaveLength(1);
});

test.each([
  ['a shorter wait: a third of it', 3, 1],
  ['a longer wait: the usual time', 3600, SCALE_SET.runners.minutes],
])('between two looks with %s', async (_, waitMinutes, pauseMinutes) => {
  const { ghosts, clock, runtime, stop, asked } = start(waitMinutes * 60_000);
  void clock.at(2.5 * pauseMinutes * 60_000, stop);
  await ghosts.run(runtime.stop);
  expect(asked.runners).toBe(2);
});

test('a shorter wait removes sooner', async () => {
  const { scene, ghosts, clock, removed } = start(60_000);
  scene.runners = [runner(1)];
  await ghosts.reap();
  await clock.sleep(59_999);
  await ghosts.reap();
  expect(removed).toEqual([]);
  await clock.sleep(1);
  await ghosts.reap();
  expect(removed).toEqual([1]);
});
