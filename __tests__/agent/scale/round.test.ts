import { SCALER } from '../../../config/timings';
import { entry, received, ScalerScene, waiting } from '../support/scaler-scene';

const never = () => new Promise<never>(() => {});

/** Runs a round in which calls hang for as long as it has patience. */
async function impatientRound(scene: ScalerScene): Promise<void> {
  const round = scene.round();
  await scene.passSleep();
  await round;
}

test('an agent pool that cannot be read delays no other, and its entry has no number', async () => {
  const scene = new ScalerScene([entry('linux'), entry('big')]);
  scene.queues.set('linux', async () => {
    throw new Error('no answer');
  });
  scene.setQueue('big', [waiting(1, 'big')]);
  await scene.round();
  expect([scene.answer('linux'), scene.answer('big')]).toEqual([undefined, 1]);
  await scene.round();
  expect(scene.lines.filter((line) => line.includes('cannot read the queue of agent pool linux'))).toHaveLength(1);
  scene.setQueue('linux', []);
  await scene.round();
  expect(scene.answer('linux')).toBe(0);
  expect(scene.lines.filter((line) => line.includes('can read the queue of agent pool linux again'))).toHaveLength(1);
});

test('an agent pool that hangs delays no other by more than the patience of one round', async () => {
  const scene = new ScalerScene([entry('linux'), entry('big')]);
  let reads = 0;
  scene.queues.set('linux', () => {
    reads += 1;
    return never();
  });
  await impatientRound(scene);
  expect(scene.answer('big')).toBe(0);
  for (let id = 1; id <= 5; id++) {
    scene.setQueue('big', [waiting(id, 'big')]);
    await scene.round();
    expect(scene.answer('big')).toBe(1);
  }
  expect(reads).toBe(1);
});

test('a reading that ends late is used with the next lists', async () => {
  const scene = new ScalerScene([entry('linux')]);
  let end = (_: { waiting: ReturnType<typeof waiting>[]; received: [] }) => {};
  scene.queues.set('linux', () => new Promise((resolve) => (end = resolve)));
  const lists: (() => void)[] = [];
  scene.list = () => new Promise((resolve) => void lists.push(resolve));
  const round = scene.rounds.run();
  await scene.passSleep();
  while (lists.length === 0) await new Promise((resolve) => setImmediate(resolve));
  // The list has begun.
  scene.advance(10);
  end({ waiting: [waiting(1, 'linux')], received: [] });
  await new Promise((resolve) => setImmediate(resolve));
  lists[0]?.();
  await round;
  expect(scene.answer('linux')).toBeUndefined();
  scene.queues.set('linux', never);
  scene.list = async () => {};
  await impatientRound(scene);
  expect(scene.answer('linux')).toBe(1);
});

test('without any answer about parallel jobs no agent is created; after a failure there is no limit', async () => {
  const scene = new ScalerScene([entry('linux')]);
  scene.setQueue('linux', [waiting(1, 'linux')]);
  let fail = (_: Error) => {};
  scene.parallelJobs = () => new Promise((_, reject) => (fail = reject));
  await impatientRound(scene);
  expect(scene.answer('linux')).toBe(0);
  await scene.round();
  expect(scene.answer('linux')).toBe(0);
  fail(new Error('no answer'));
  await scene.round();
  expect(scene.answer('linux')).toBe(1);
});

test('an agent has its job only when the queue that says so is in use', async () => {
  const scene = new ScalerScene([entry('linux')]);
  const agent = scene.addAgent('linux', 'linux-a');
  scene.setQueue('linux', [waiting(1, 'linux')]);
  await scene.round();
  expect(scene.answer('linux')).toBe(0);
  scene.setQueue('linux', [], [received(1, agent)]);
  scene.list = async () => {
    throw new Error('no answer');
  };
  await scene.round();
  expect(scene.answer('linux')).toBe(0);
});

test('without lists there is no number after some seconds, and none is made up', async () => {
  const scene = new ScalerScene([entry('linux')]);
  scene.setQueue('linux', [waiting(1, 'linux')]);
  await scene.round();
  scene.list = async () => {
    throw new Error('answered 403');
  };
  for (const end = scene.now + SCALER.stale.milliseconds; scene.now <= end; ) await scene.round();
  expect(scene.answer('linux')).toBeUndefined();
});

test('while the lists fail, KEDA is asked for the same Jobs for some seconds at most: others may have ended unseen', async () => {
  const scene = new ScalerScene([entry('linux')]);
  for (const job of ['linux-a', 'linux-b', 'linux-c']) scene.addAgent('linux', job);
  scene.setQueue(
    'linux',
    [waiting(1, 'linux')],
    ['linux-a', 'linux-b', 'linux-c'].map((job, id) => received(id + 10, `${job}-a1b2c`)),
  );
  await scene.rounds.run();
  scene.list = () => Promise.reject(new Error('no answer'));
  const answers = Array.from({ length: 14 }, () => scene.answer('linux'));
  expect(answers).toEqual([4, 4, 4, 4, 4, ...Array.from({ length: 9 }, () => 0)]);
  scene.list = async () => {};
  await scene.rounds.run();
  expect(scene.answer('linux')).toBe(4);
});

test('an agent that is needed first while the lists are late is asked for once', async () => {
  const scene = new ScalerScene([entry('linux')]);
  scene.setQueue('linux', [waiting(1, 'linux')]);
  await scene.rounds.run();
  scene.advance(6_000);
  expect([scene.answer('linux'), scene.answer('linux')]).toEqual([1, 0]);
});

test('the service may ask for a long wait: the last reading is used meanwhile, but no older one is used again', async () => {
  const scene = new ScalerScene([entry('linux'), entry('big')]);
  const asks = (retryAfterMs: number) => scene.interval.note({ method: 'GET', status: 200, retryAfterMs });
  scene.setQueue('linux', [waiting(1, 'linux')]);
  await scene.round();
  scene.queues.set('linux', async () => {
    throw new Error('no answer');
  });
  for (const end = scene.now + SCALER.stale.milliseconds; scene.now <= end; ) await scene.round();
  expect(scene.answer('linux')).toBeUndefined();
  scene.queues.set('big', async () => {
    asks(60_000);
    return { waiting: [], received: [] };
  });
  await scene.round();
  const listedAt = scene.now;
  expect([scene.answer('linux'), scene.answer('big')]).toEqual([undefined, 0]);
  while (scene.now < listedAt + 50_000) await scene.round();
  expect([scene.answer('linux'), scene.answer('big')]).toEqual([undefined, 0]);
});

test('a round never rejects', async () => {
  const scene = new ScalerScene([entry('linux')]);
  const fail = () => Promise.reject(new Error('broken'));
  scene.queues.set('linux', fail);
  scene.list = fail;
  scene.parallelJobs = fail;
  scene.deleteStuck = fail;
  scene.metrics.showDecisions = () => {
    throw new Error('broken');
  };
  await scene.round();
  scene.list = async () => {};
  await scene.round();
  const aims = scene.lines.map((line) => JSON.parse(line).event as string);
  expect(aims).toEqual([
    'cannot read the queue of agent pool linux, trying again',
    'cannot read the parallel jobs of the organisation, trying again',
    'cannot list the Jobs and pods, trying again',
    'cannot show the decisions, trying again',
    'can list the Jobs and pods again',
    'cannot delete Jobs whose pod cannot start, trying again',
  ]);
});

test('the running agents of an entry whose queue cannot be read take parallel jobs', async () => {
  const scene = new ScalerScene([entry('linux'), entry('big')]);
  scene.parallelJobs = async () => ({ bought: 3, others: 0 });
  scene.addAgent('big', 'big-a');
  scene.addAgent('big', 'big-b');
  scene.queues.set('big', async () => {
    throw new Error('no answer');
  });
  scene.setQueue(
    'linux',
    [1, 2, 3].map((id) => waiting(id, 'linux')),
  );
  await scene.round();
  expect(scene.answer('linux')).toBe(1);
});
