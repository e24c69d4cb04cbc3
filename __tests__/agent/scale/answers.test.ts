import { AgentTracker } from '../../../agent/scale/agent-tracker';
import { PollInterval } from '../../../agent/scale/poll-interval';
import { Queues } from '../../../agent/scale/queues';
import { Scaler } from '../../../agent/scale/scaler';
import { SCALER } from '../../../config/timings';
import type { QueueReading } from '../../../providers/contract/queue';
import { entry } from '../support/scaler-scene';
import { newJob, podOf } from './model/cluster';

const MOMENT = SCALER.repeat.milliseconds;
const waiting = [{ id: 1, fits: ['linux'], assignedTo: undefined, limited: true, queuedAt: 0 }];

/** A scaler with one entry, whose queue has these jobs. */
async function start(first: Partial<QueueReading>) {
  const clock = { now: 10_000 };
  const now = () => clock.now;
  let reading: QueueReading = { waiting: [], received: [], ...first };
  const source = { title: 'agents', entries: ['linux'], read: async () => reading };
  const queues = new Queues([source], new PollInterval(2_000), { now });
  const tracker = new AgentTracker(now);
  const scaler = new Scaler({
    entries: [entry('linux', { maxAgents: 9 })],
    image: 'agents:1',
    queues,
    tracker,
    parallelJobs: { agentLimit: Number.POSITIVE_INFINITY },
    clock: { now },
    wallTime: now,
  });
  const read = async (next: Partial<QueueReading>) => {
    reading = { waiting: [], received: [], ...next };
    await queues.read(source);
  };
  await queues.read(source);
  scaler.noteLists(clock.now);
  const answerAt = (time: number) => {
    clock.now = 10_000 + time;
    return scaler.answer('linux')?.answer;
  };
  return { tracker, scaler, read, answerAt };
}

describe('the answer to KEDA', () => {
  test('is 0 within a moment of the poll before, whatever that was answered with', async () => {
    const { answerAt } = await start({ waiting });
    expect(answerAt(0)).toBe(1);
    expect(answerAt(MOMENT - 1)).toBe(0);
    expect(answerAt(2 * MOMENT - 2)).toBe(0);
    expect(answerAt(3 * MOMENT)).toBe(1);
  });

  test('is 0 within a moment of the appearance of a Job, because KEDA may still be creating others', async () => {
    const { answerAt, tracker } = await start({ waiting: [...waiting, ...waiting.map((job) => ({ ...job, id: 2 }))] });
    expect(answerAt(0)).toBe(2);
    answerAt(MOMENT);
    tracker.setJob(newJob('linux', 'linux-a', 0));
    expect(answerAt(2 * MOMENT - 1)).toBe(0);
    expect(answerAt(3 * MOMENT)).toBe(2);
  });

  test('takes into account who has received a job together with the queue that shows it, and not before', async () => {
    const { answerAt, tracker, scaler, read } = await start({ waiting });
    const pod = podOf('linux-a', 'running');
    tracker.replace([newJob('linux', 'linux-a', 0)], [pod]);
    await read({ received: [{ id: 1, agent: pod.metadata.name, queuedAt: 0, receivedAt: 0 }] });
    expect(answerAt(MOMENT)).toBe(0);
    scaler.noteLists(10_000 + MOMENT);
    expect(tracker.hasReceived(pod.metadata.name)).toBe(true);
    expect(answerAt(2 * MOMENT)).toBe(0);
  });
});
