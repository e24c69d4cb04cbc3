import { AgentTracker } from '../../../agent/scale/agent-tracker';
import { Anticipation } from '../../../agent/scale/anticipation';
import type { JobObject, PodObject } from '../../../agent/scale/kubernetes-objects';
import type { QueueReading } from '../../../providers/contract/queue';

const START_SECONDS = 15;
const metadata = (name: string, labels: Record<string, string>) => ({
  name,
  uid: name,
  creationTimestamp: new Date(0).toISOString(),
  labels,
});
const jobObject: JobObject = { metadata: metadata('job', { 'scaledjob.keda.sh/name': 'linux' }) };
const podObject: PodObject = { metadata: metadata('linux-a', { 'batch.kubernetes.io/job-name': 'job' }), spec: { containers: [] } };

/** What a stream of a job every two seconds for two minutes leads to. */
function afterStream({ queuedAt = 0, endSeconds = 120 } = {}) {
  let now = 0;
  const tracker = new AgentTracker(() => now);
  tracker.replace([jobObject], [podObject]);
  const anticipation = new Anticipation(['linux'], tracker, () => now);
  const received = [{ id: 1, agent: 'linux-a', queuedAt, receivedAt: START_SECONDS * 1000 }];
  const empty: QueueReading = { waiting: [], received: [] };
  anticipation.note([empty]);
  for (let second = 2; second <= endSeconds; second += 2) {
    now = second * 1000;
    const waiting = [{ id: second * 10, fits: ['linux'], assignedTo: undefined, limited: true, queuedAt: now }];
    anticipation.note([{ waiting, received }]);
  }
  const passSeconds = (seconds: number) => {
    now += seconds * 1000;
  };
  return { wanted: () => anticipation.wanted('linux'), passSeconds };
}

test('as many agents as jobs arrive during a start', () => {
  expect(afterStream().wanted()).toBe(Math.round(0.5 * START_SECONDS));
});

test('none after the stream', () => {
  const { wanted, passSeconds } = afterStream();
  passSeconds(40);
  expect(wanted()).toBe(0);
});

test('none while the time of a start is not known: an agent that waited for its job does not show it', () => {
  expect(afterStream({ queuedAt: 5000 }).wanted()).toBe(0);
});
