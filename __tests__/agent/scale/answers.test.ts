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
  const advance = (time: number) => {
    clock.now = 10_000 + time;
  };
  const answerAt = (time: number) => {
    advance(time);
    return scaler.answer('linux')?.answer;
  };
  return { tracker, scaler, read, advance, answerAt };
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

  describe('while Jobs appear late', () => {
    const SLOW = SCALER.slowReaction.milliseconds;
    const three = [1, 2, 3].flatMap((id) => waiting.map((job) => ({ ...job, id })));

    /** Asks for a Job that appears after this time, and its agent ends. Returns the running Jobs of the decisions after that. */
    async function startWith(reaction: number) {
      const scene = await start({ waiting: three });
      scene.answerAt(0);
      scene.advance(reaction);
      scene.tracker.setJob(newJob('linux', 'linux-a', 0));
      scene.tracker.setPod(podOf('linux-a', 'agent-ended'));
      return scene;
    }

    test('an agent whose container has ended does not count: its Job may be complete when KEDA has the answer', async () => {
      const { scaler, answerAt } = await startWith(SLOW + 1);
      answerAt(SLOW + 2 * MOMENT);
      expect(scaler.decisions()[0]?.running).toBe(0);
      const quick = await startWith(SLOW);
      quick.answerAt(SLOW + 2 * MOMENT);
      expect(quick.scaler.decisions()[0]?.running).toBe(1);
    });

    test('it counts again a minute later', async () => {
      const { scaler, answerAt, advance, read } = await startWith(SLOW + 1);
      answerAt(SLOW + 2 * MOMENT);
      advance(SLOW + SCALER.slowFor.milliseconds);
      await read({ waiting: three });
      scaler.noteLists(10_000 + SLOW + SCALER.slowFor.milliseconds);
      expect(scaler.decisions()[0]?.running).toBe(0);
      advance(SLOW + 1 + SCALER.slowFor.milliseconds);
      expect(scaler.decisions()[0]?.running).toBe(1);
    });

    test('the answer is 0 for longer after a new Job', async () => {
      const { answerAt } = await startWith(SLOW + 1);
      expect(answerAt(SLOW + SCALER.slowRepeat.milliseconds)).toBe(0);
      expect(answerAt(SLOW + 1 + SCALER.slowRepeat.milliseconds + MOMENT)).toBe(2);
    });
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
