import { ALWAYS, entry, received, ScalerScene, waiting } from '../support/scaler-scene';
import { podOf } from './model/cluster';

const warm = (agents: number, changes = {}) => entry('linux', { warm: [{ agents, ...ALWAYS }], ...changes });

test('as many idle agents stay as are wanted and wait in the queue; of the others, the oldest leaves first', async () => {
  const scene = new ScalerScene([warm(1)]);
  const names = [];
  for (const job of ['linux-a', 'linux-b', 'linux-c']) {
    names.push(scene.addAgent('linux', job));
    await scene.round();
  }
  scene.setQueue('linux', [waiting(1, 'linux')]);
  await scene.round();
  expect(names.toReversed().map((name) => scene.scaler.mayStay(name))).toEqual([true, true, false]);
  // Also if it asks again.
  expect(scene.scaler.mayStay(names[0] ?? '')).toBe(false);
});

test('one that was told to leave leaves, even if more are wanted when it asks again', async () => {
  const scene = new ScalerScene([entry('linux')]);
  const name = scene.addAgent('linux', 'linux-a');
  await scene.round();
  expect(scene.scaler.mayStay(name)).toBe(false);
  scene.setQueue(
    'linux',
    [1, 2, 3].map((id) => waiting(id, 'linux')),
  );
  await scene.round();
  expect(scene.answer('linux')).toBe(4);
  expect(scene.scaler.mayStay(name)).toBe(false);
});

test('one that was told to leave and then gets a job is no agent for another job, and its job gets no other', async () => {
  const scene = new ScalerScene([entry('linux')]);
  const name = scene.addAgent('linux', 'linux-a');
  await scene.round();
  expect(scene.scaler.mayStay(name)).toBe(false);
  scene.setQueue('linux', [waiting(1, 'linux', { assignedTo: name })]);
  await scene.round();
  expect(scene.answer('linux')).toBe(0);
  scene.setQueue('linux', [], [received(1, name)]);
  await scene.round();
  expect(scene.answer('linux')).toBe(0);
  expect(scene.scaler.mayStay(name)).toBe(true);
});

test('an agent that asks has started, whatever is known of its container', async () => {
  const scene = new ScalerScene([warm(1)]);
  scene.addAgent('linux', 'linux-a');
  await scene.round();
  const name = scene.addAgent('linux', 'linux-b');
  scene.pods = scene.pods.map((pod) => (pod.metadata.name === name ? podOf('linux-b', 'creating') : pod));
  await scene.round();
  expect(scene.scaler.mayStay(name)).toBe(true);
});

test('of an agent or an entry that is not known, nothing is said', async () => {
  const scene = new ScalerScene([entry('linux')]);
  const removed = scene.addAgent('removed', 'removed-a');
  expect([scene.scaler.mayStay(removed), scene.scaler.mayKnow(removed)]).toEqual([undefined, true]);
  await scene.round();
  expect([scene.scaler.mayStay(removed), scene.scaler.mayKnow(removed)]).toEqual([undefined, false]);
  expect([scene.scaler.mayStay('linux-x'), scene.scaler.mayKnow('linux-x')]).toEqual([undefined, false]);
});

describe('agents of an old image', () => {
  const NEW = 'agents:2';

  /** Two idle agents of the old image, with a scaler of the new one. */
  async function start(agents: number, changes = {}) {
    const scene = new ScalerScene([warm(agents, changes)], NEW);
    scene.advance(-60_000);
    const names = [scene.addAgent('linux', 'linux-a'), scene.addAgent('linux', 'linux-b')];
    scene.advance(60_000);
    await scene.round();
    return { scene, names: names as [string, string] };
  }

  test('are replaced one after the other, each after its replacement has started', async () => {
    const { scene, names } = await start(2);
    expect(scene.answer('linux')).toBe(3);
    expect(names.map((name) => scene.scaler.mayStay(name))).toEqual([true, true]);
    const third = scene.addAgent('linux', 'linux-c', { image: NEW });
    await scene.round();
    expect(scene.answer('linux')).toBe(0);
    expect([names[1], third, names[0]].map((name) => scene.scaler.mayStay(name))).toEqual([true, true, false]);
    scene.remove('linux-a');
    await scene.round();
    await scene.round();
    expect(scene.answer('linux')).toBe(3);
    scene.addAgent('linux', 'linux-d', { image: NEW });
    await scene.round();
    expect([third, names[1]].map((name) => scene.scaler.mayStay(name))).toEqual([true, false]);
    scene.remove('linux-b');
    await scene.round();
    await scene.round();
    expect(scene.answer('linux')).toBe(0);
  });

  test.each([
    ['maxAgents leaves', { maxAgents: 2 }, undefined],
    ['the parallel jobs leave', {}, 2],
  ])('leave one after the other if %s no room', async (_, changes, bought) => {
    const { scene, names } = await start(2, changes);
    scene.parallelJobs = async () => ({ bought, others: 0 });
    scene.advance(600_000);
    await scene.round();
    expect(scene.answer('linux')).toBe(0);
    expect([names[1], names[0]].map((name) => scene.scaler.mayStay(name))).toEqual([true, false]);
    // The first one still ends.
    await scene.round();
    await scene.round();
    expect(scene.scaler.mayStay(names[1])).toBe(true);
    scene.remove('linux-a');
    await scene.round();
    await scene.round();
    expect(scene.answer('linux')).toBe(2);
    expect(scene.scaler.mayStay(names[1])).toBe(true);
  });

  test('stay until their replacement has started, also at the maximum', async () => {
    const { scene, names } = await start(2, { maxAgents: 3 });
    scene.addAgent('linux', 'linux-c', { image: NEW });
    scene.pods = scene.pods.map((pod) => (pod.metadata.name.startsWith('linux-c') ? podOf('linux-c', 'creating') : pod));
    await scene.round();
    expect(names.map((name) => scene.scaler.mayStay(name))).toEqual([true, true]);
  });

  test('are not replaced by agents of the same image without end', async () => {
    const { scene, names } = await start(2);
    scene.addAgent('linux', 'linux-c');
    await scene.round();
    expect(scene.scaler.mayStay(names[0])).toBe(false);
    scene.remove('linux-a');
    scene.addAgent('linux', 'linux-d');
    await scene.round();
    expect(scene.scaler.mayStay(names[1])).toBe(false);
    scene.remove('linux-b');
    await scene.round();
    await scene.round();
    expect(scene.answer('linux')).toBe(0);
    // Until one has the new image.
    scene.advance(1_000);
    scene.remove('linux-c');
    scene.addAgent('linux', 'linux-e', { image: NEW });
    await scene.round();
    expect(scene.answer('linux')).toBe(3);
  });

  test('leave before older ones of the new image', async () => {
    const scene = new ScalerScene([warm(1)], NEW);
    scene.advance(-60_000);
    const fresh = scene.addAgent('linux', 'linux-a', { image: NEW });
    scene.advance(10_000);
    const old = scene.addAgent('linux', 'linux-b');
    scene.advance(50_000);
    await scene.round();
    expect([fresh, old].map((name) => scene.scaler.mayStay(name))).toEqual([true, false]);
  });

  test('are too old after some hours', async () => {
    const scene = new ScalerScene([warm(1)]);
    scene.addAgent('linux', 'linux-a');
    await scene.round();
    expect(scene.answer('linux')).toBe(0);
    scene.advance(12 * 3_600_000);
    await scene.round();
    expect(scene.answer('linux')).toBe(2);
  });
});

test('after the window all idle agents leave', async () => {
  const scene = new ScalerScene([entry('linux', { warm: [{ agents: 2, days: ['mon'], from: '09:00', to: '10:30', timeZone: 'UTC' }] })]);
  await scene.round();
  expect(scene.answer('linux')).toBe(2);
  const names = [scene.addAgent('linux', 'linux-a'), scene.addAgent('linux', 'linux-b')];
  await scene.round();
  expect(names.map((name) => scene.scaler.mayStay(name))).toEqual([true, true]);
  scene.advance(30 * 60_000);
  await scene.round();
  expect(names.map((name) => scene.scaler.mayStay(name))).toEqual([false, false]);
  expect(scene.answer('linux')).toBe(0);
});
