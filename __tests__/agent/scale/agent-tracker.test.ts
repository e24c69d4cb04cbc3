import { AgentTracker } from '../../../agent/scale/agent-tracker';
import type { PodObject } from '../../../agent/scale/kubernetes-objects';
import { AGENT_POD, SCALER } from '../../../config/timings';
import { completeJob, newJob, podOf } from './model/cluster';

const JOB = newJob('linux', 'linux-a', 0);
const POD = podOf('linux-a', 'running');
const NAME = POD.metadata.name;

/** A tracker with a clock of its own. */
function start() {
  const clock = { now: 1_000 };
  const tracker = new AgentTracker(() => clock.now);
  const at = (time: number) => {
    clock.now = time;
    return tracker;
  };
  return { tracker, at, facts: (queueReadAt = clock.now) => tracker.facts('linux', queueReadAt)[0] };
}

const blocked = (reason: string): PodObject => ({
  ...podOf('linux-a', 'creating'),
  status: { phase: 'Pending', containerStatuses: [{ name: 'agent', state: { waiting: { reason } } }] },
});
const unscheduled: PodObject = {
  ...podOf('linux-a', 'creating'),
  status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] },
};

describe('the life of an agent', () => {
  test('it is on its way from the creation of its Job until it has received a job', () => {
    const { tracker, facts } = start();
    tracker.setJob(JOB);
    expect(facts()).toMatchObject({ name: undefined, onItsWay: true, unfinished: true });
    tracker.setPod(POD);
    expect(facts()).toMatchObject({ name: NAME, onItsWay: true, unfinished: true });
    tracker.noteReceived([NAME]);
    expect(facts()).toMatchObject({ onItsWay: false, unfinished: true });
  });

  test.each(['agent-ended', 'ended'] as const)('%s: it is not on its way for a queue that was read later', (phase) => {
    const { tracker, at, facts } = start();
    tracker.replace([JOB], [POD]);
    at(5_000).setPod(podOf('linux-a', phase));
    expect(facts(4_999)).toMatchObject({ onItsWay: true });
    expect(facts(5_000)).toMatchObject({ onItsWay: false });
  });

  test('its Job counts as unfinished until its pod has ended', () => {
    const { tracker, facts } = start();
    tracker.replace([JOB], [podOf('linux-a', 'agent-ended')]);
    expect(facts()).toMatchObject({ unfinished: true });
    tracker.setPod(podOf('linux-a', 'ended'));
    expect(facts()).toMatchObject({ unfinished: false });
  });

  test('a finished Job is not unfinished, whatever its pod shows', () => {
    const { tracker, facts } = start();
    tracker.replace([completeJob(JOB)], [POD]);
    expect(facts()).toMatchObject({ unfinished: false });
  });

  test.each([
    ['whose pod is being deleted', { ...POD, metadata: { ...POD.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } }],
    ['without a pod any more', undefined],
  ])('one %s takes no job', (_, pod) => {
    const { tracker, at, facts } = start();
    tracker.replace([JOB], [POD]);
    if (pod === undefined) at(2_000).deletePod(POD);
    else at(2_000).setPod(pod);
    expect(facts()).toMatchObject({ onItsWay: false, unfinished: pod !== undefined });
  });

  test('one that was told to leave takes no job, and counts as unfinished', () => {
    const { tracker, at, facts } = start();
    tracker.replace([JOB], [POD]);
    at(2_000).noteLeaving(NAME);
    expect(facts()).toMatchObject({ onItsWay: false, unfinished: true });
  });
});

describe('lists and events', () => {
  test('a Job that a list lacks, because the list was older than its event, is back with the next event', () => {
    const { tracker, at, facts } = start();
    tracker.setJob(JOB);
    at(1_100).replace([], []);
    expect(facts()).toMatchObject({ unfinished: false });
    at(1_110).setJob(JOB);
    at(4_000);
    expect(facts()).toMatchObject({ onItsWay: true, unfinished: true });
  });

  test('a pod that a list lacks for the same reason is back too', () => {
    const { tracker, at, facts } = start();
    tracker.replace([JOB], [POD]);
    at(1_100).replace([JOB], []);
    at(1_110).setPod(POD);
    at(4_000);
    expect(facts()).toMatchObject({ onItsWay: true, unfinished: true });
  });

  test('an older list does not bring an ended pod or a finished Job back', () => {
    const { tracker, facts } = start();
    tracker.replace([JOB], [podOf('linux-a', 'ended')]);
    tracker.replace([JOB], [POD]);
    expect(facts()).toMatchObject({ unfinished: false });
    const other = start();
    other.tracker.replace([completeJob(JOB)], []);
    other.tracker.replace([JOB], []);
    expect(other.facts()).toMatchObject({ unfinished: false });
  });

  test('what was received is remembered over lists', () => {
    const { tracker, facts } = start();
    tracker.replace([JOB], [POD]);
    tracker.noteReceived([NAME]);
    tracker.replace([JOB], [POD]);
    expect(facts()).toMatchObject({ onItsWay: false });
    expect(tracker.hasReceived(NAME)).toBe(true);
  });

  test('Jobs of other entries have facts of their own', () => {
    const { tracker } = start();
    tracker.replace([JOB, newJob('big', 'big-a', 0)], []);
    expect(tracker.facts('big', 0)).toHaveLength(1);
    expect(tracker.facts('none', 0)).toEqual([]);
  });
});

describe('a pod that cannot start', () => {
  test.each([
    ['ErrImagePull', SCALER.stuck, blocked('ErrImagePull')],
    ['Unschedulable', AGENT_POD.startUp, unscheduled],
    ['no pod', SCALER.stuck, undefined],
  ])('%s: it is on its way until it is stuck', (_, limit, pod) => {
    const { tracker, at, facts } = start();
    tracker.replace([JOB], pod === undefined ? [] : [pod]);
    at(1_000 + limit.milliseconds - 1);
    expect(facts()).toMatchObject({ onItsWay: true, stuck: false });
    at(1_000 + limit.milliseconds);
    expect(facts()).toMatchObject({ onItsWay: false, stuck: true, unfinished: true });
  });

  test('one that starts after all is on its way again', () => {
    const { tracker, at, facts } = start();
    tracker.replace([JOB], [blocked('ErrImagePull')]);
    at(1_000 + SCALER.stuck.milliseconds).setPod(POD);
    expect(facts()).toMatchObject({ onItsWay: true, stuck: false });
  });

  test('one that is being created is never stuck', () => {
    const { tracker, at, facts } = start();
    tracker.replace([JOB], [podOf('linux-a', 'creating')]);
    at(1_000 + AGENT_POD.startUp.milliseconds);
    expect(facts()).toMatchObject({ onItsWay: true, stuck: false });
  });
});

describe('forgetting', () => {
  test('a Job that is gone stays until the queue was read after its end', () => {
    const { tracker, at, facts } = start();
    tracker.replace([JOB], [POD]);
    at(2_000).replace([], []);
    tracker.forgetBefore(2_000);
    expect(facts(1_500)).toMatchObject({ onItsWay: true, unfinished: false });
    tracker.forgetBefore(2_001);
    expect(tracker.agents).toEqual([]);
  });

  test('what an agent has received is forgotten with its Job, and not before', () => {
    const { tracker, at } = start();
    tracker.replace([JOB], [POD]);
    tracker.noteReceived([NAME]);
    tracker.forgetBefore(9_000);
    expect(tracker.hasReceived(NAME)).toBe(true);
    at(2_000).replace([], []);
    tracker.forgetBefore(9_000);
    expect(tracker.hasReceived(NAME)).toBe(false);
  });
});
