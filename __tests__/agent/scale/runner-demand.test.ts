import { decisionText } from '../../../agent/scale/decision-text';
import { SCALE_SET, SCALER } from '../../../config/timings';
import { type AssignedJobs, NO_NEWS } from '../../../providers/contract/assigned-jobs';
import { ALWAYS, entry, runnerEntry, ScalerScene, START, waiting } from '../support/scaler-scene';

const counts = (assigned: number, running: number, events: Partial<AssignedJobs> = {}): AssignedJobs => ({
  ...NO_NEWS,
  count: { assigned, running },
  ...events,
});
const begun = (agent: string) => ({ agent, queuedAt: START, receivedAt: START });

/** A scaler with one runner pool, and perhaps agent pools. */
async function start(options: Parameters<typeof runnerEntry>[1] = {}, agentPools: Parameters<typeof entry>[] = []) {
  const scene = new ScalerScene(
    agentPools.map((each) => entry(...each)),
    'agents:1',
    [runnerEntry('gh', options)],
  );
  await scene.round();
  const report = (jobs: AssignedJobs) => scene.runners.noteAnswer('gh', jobs);
  return { scene, report };
}

/** Lets a pod end, and its Job with it. */
async function end(scene: ScalerScene, job: string): Promise<void> {
  scene.remove(job);
  await scene.round();
}

describe('the number of a runner pool', () => {
  test('is known only while this replica has the session', async () => {
    const { scene, report } = await start();
    expect(scene.answer('gh')).toBeUndefined();
    report(counts(2, 0));
    expect(scene.answer('gh')).toBe(2);
    scene.runners.noteClosed('gh', 'standby');
    expect(scene.answer('gh')).toBeUndefined();
    expect([scene.scaler.isReady('gh'), scene.scaler.isStandby('gh')]).toEqual([false, true]);
  });

  test('is there as soon as the service has reported a job, before the next lists', async () => {
    const { scene, report } = await start();
    report(counts(0, 0));
    expect(scene.answer('gh')).toBe(0);
    report(counts(1, 0));
    expect(scene.answer('gh')).toBe(1);
  });

  test('a job gets one runner, whatever is known of it first: the pod, the event that it has begun, or a new count', async () => {
    const { scene, report } = await start();
    report(counts(1, 0));
    const agent = scene.addAgent('gh', 'gh-a');
    await scene.round();
    expect(scene.answer('gh')).toBe(0);
    report(counts(1, 1));
    expect(scene.answer('gh')).toBe(0);
    report({ ...NO_NEWS, begun: [begun(agent)] });
    expect(scene.answer('gh')).toBe(0);
    await end(scene, 'gh-a');
    expect(scene.answer('gh')).toBe(0);
    report(counts(0, 0, { ended: [agent] }));
    expect(scene.answer('gh')).toBe(0);
    report(counts(1, 0));
    expect(scene.answer('gh')).toBe(1);
  });

  test('a job whose pod ended before its runner started is replaced immediately', async () => {
    const { scene, report } = await start();
    report(counts(1, 0));
    scene.addAgent('gh', 'gh-a');
    scene.pods = [];
    await scene.round();
    await end(scene, 'gh-a');
    expect(scene.answer('gh')).toBe(1);
  });

  test('jobs of a scale set that was created again get runners, whatever jobs runners of the one before still have', async () => {
    const { scene, report } = await start();
    report(counts(1, 0));
    const agent = scene.addAgent('gh', 'gh-a');
    await scene.round();
    report(counts(1, 1, { begun: [begun(agent)] }));
    scene.runners.noteRecreated('gh');
    report(counts(2, 0));
    // One unfinished Job, and two more.
    expect(scene.answer('gh')).toBe(3);
  });

  test('an idle runner of a scale set that was created again is replaced, because it gets no job', async () => {
    const { scene, report } = await start();
    const agent = scene.addAgent('gh', 'gh-a');
    await scene.round();
    report(counts(1, 0));
    expect(scene.answer('gh')).toBe(0);
    scene.runners.noteRecreated('gh');
    report(counts(1, 0));
    // One unfinished Job, and one more.
    expect(scene.answer('gh')).toBe(2);
    expect(scene.scaler.mayStay(agent)).toBe(false);
  });

  test('the next job gets a runner while the one before it still ends', async () => {
    const { scene, report } = await start();
    const agent = scene.addAgent('gh', 'gh-a');
    await scene.round();
    report(counts(1, 1, { begun: [begun(agent)] }));
    expect(scene.answer('gh')).toBe(0);
    report(counts(1, 0, { ended: [agent] }));
    // One unfinished Job, and one more.
    expect(scene.answer('gh')).toBe(2);
  });

  test('a runner whose node was lost gets no successor while GitHub counts its job as running', async () => {
    const { scene, report } = await start();
    const agent = scene.addAgent('gh', 'gh-a');
    await scene.round();
    report(counts(1, 1, { begun: [begun(agent)] }));
    await end(scene, 'gh-a');
    for (const until = scene.now + SCALE_SET.lostRunner.milliseconds - 10_000; scene.now < until; ) {
      await scene.round();
      report(NO_NEWS);
      expect(scene.answer('gh')).toBe(0);
    }
    report(counts(1, 0));
    expect(scene.answer('gh')).toBe(1);
  });

  test('maxAgents bounds it, and the decision says so in words of GitHub', async () => {
    const { scene, report } = await start({ maxAgents: 2 });
    report(counts(5, 0));
    const [decision] = scene.scaler.decisions();
    expect(decision && decisionText(decision, undefined, 'runner')).toBe('5 waiting: 2 runners to create, 3 held back by maxRunners');
  });
});

describe('next to agent pools', () => {
  test('runners need no parallel jobs of the organisation, and take none', async () => {
    const { scene, report } = await start({}, [['linux']]);
    scene.parallelJobs = async () => ({ bought: 1, others: 0 });
    scene.advance(SCALER.parallelJobsIdle.milliseconds);
    scene.addAgent('gh', 'gh-a');
    scene.addAgent('gh', 'gh-b');
    scene.setQueue('linux', [waiting(1, 'linux')]);
    await scene.round();
    report(counts(3, 2));
    expect([scene.answer('linux'), scene.answer('gh')]).toEqual([1, 3]);
  });

  test('each has its number while the other one has none', async () => {
    const { scene, report } = await start({}, [['linux']]);
    scene.setQueue('linux', [waiting(1, 'linux')]);
    await scene.round();
    expect([scene.answer('linux'), scene.answer('gh')]).toEqual([1, undefined]);
    scene.queues.set('linux', async () => {
      throw new Error('no answer');
    });
    for (const end = scene.now + SCALER.stale.milliseconds; scene.now <= end; ) await scene.round();
    report(counts(1, 0));
    expect([scene.answer('linux'), scene.answer('gh')]).toEqual([undefined, 1]);
  });
});

test('a count that cannot be true costs neither memory nor the numbers of other entries', async () => {
  const { scene, report } = await start({ maxAgents: 3 }, [['linux']]);
  scene.setQueue('linux', [waiting(1, 'linux')]);
  await scene.round();
  report(counts(2 ** 40, 0));
  expect([scene.answer('linux'), scene.answer('gh')]).toEqual([1, 3]);
});

const READY = { type: 'Ready', status: 'True' };

describe('an idle runner may stay', () => {
  const WARM = { warm: [{ agents: 1, ...ALWAYS }] };

  test('if it is wanted for the jobs that wait, or kept warm', async () => {
    const { scene, report } = await start(WARM);
    const [one, two, three] = ['gh-a', 'gh-b', 'gh-c'].map((job) => scene.addAgent('gh', job));
    await scene.round();
    report(counts(1, 0));
    expect([one, two, three].map((name) => scene.scaler.mayStay(name ?? ''))).toEqual([false, true, true]);
  });

  test('without the session, only the warm ones may, and those with a job do not count', async () => {
    const { scene } = await start(WARM);
    const [one, two] = ['gh-a', 'gh-b', 'gh-c'].map((job) => scene.addAgent('gh', job));
    // The pod of a runner is ready once its job has begun. No event says so to this replica.
    scene.pods = scene.pods.map((pod) => (pod.metadata.name === one ? { ...pod, status: { ...pod.status, conditions: [READY] } } : pod));
    await scene.round();
    expect(scene.scaler.mayStay(two ?? '')).toBeUndefined();
    scene.runners.noteClosed('gh', 'standby');
    expect(scene.scaler.mayStay(two ?? '')).toBe(false);
  });

  test('but not one that has a job and does not know it: GitHub will not remove it, and that tells it', async () => {
    const { scene, report } = await start({ warm: [{ agents: 2, ...ALWAYS }] });
    const [one = '', two = ''] = ['gh-a', 'gh-b'].map((job) => scene.addAgent('gh', job));
    await scene.round();
    report(counts(0, 0));
    expect([one, two].map((name) => scene.scaler.mayStay(name))).toEqual([true, true]);
    report({ ...counts(1, 1), begun: [{ agent: one, queuedAt: undefined, receivedAt: undefined }] });
    expect([one, two].map((name) => scene.scaler.mayStay(name))).toEqual([false, true]);
  });
});

test('the time from the queue to the Job of the runner is measured, and jobs that arrive are counted', async () => {
  const { scene, report } = await start({ anticipate: true });
  report(counts(0, 0));
  for (let second = 0; second < 60; second += 4) {
    const agent = scene.addAgent('gh', `gh-${second}`);
    report(counts(2, 0, { arrived: 2, begun: [{ agent, queuedAt: START, receivedAt: START + scene.now + 5_000 }] }));
    await scene.round();
    await scene.round();
  }
  expect(await scene.metrics.registry.metrics()).toContain('azp_scaler_queue_to_job_seconds_count{entry="gh"} 15');
  // One job in two seconds, and starts of five seconds.
  expect(scene.scaler.decisions()[0]?.warm).toBeGreaterThan(0);
});

test('the metrics show the session of this replica', async () => {
  const { scene, report } = await start();
  await scene.round();
  expect(await scene.metrics.registry.metrics()).toContain('azp_scaler_session_held{entry="gh"} 0');
  report(counts(4, 1));
  scene.advance(3_000);
  report(NO_NEWS);
  await scene.rounds.run();
  const text = await scene.metrics.registry.metrics();
  expect(text).toContain('azp_scaler_session_held{entry="gh"} 1');
  expect(text).toContain('azp_scaler_jobs_assigned{entry="gh"} 4');
  expect(text).toContain('azp_scaler_session_news_age_seconds{entry="gh"} 3');
  expect(text).toContain('azp_scaler_session_answer_age_seconds{entry="gh"} 0');
});
