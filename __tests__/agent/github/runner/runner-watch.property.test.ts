import * as fc from 'fast-check';
import { watchRunner } from '../../../../agent/github/runner/runner-watch';
import { flagsInMemory } from '../../../../agent/handover/flags';
import { fakeWorld } from '../../support/fakes';
import { RunnerScene } from '../../support/runner-scene';

const seconds = (max: number) => fc.integer({ min: 0, max });

/** What happens to a runner whose job may do anything with the flags, while GitHub fails now and then. Times are in seconds. */
const anyStory = fc.record({
  job: fc.option(fc.record({ beginsAt: seconds(400), lasts: seconds(600), isTold: fc.boolean() }), { nil: undefined }),
  flags: fc.array(fc.record({ at: seconds(1200), does: fc.constantFrom('job-taken', 'may-i-stop', 'clear') }), { maxLength: 6 }),
  faults: fc.array(
    fc.record({ at: seconds(1200), method: fc.constantFrom('findRunner', 'removeRunner'), times: fc.integer({ min: 1, max: 4 }) }),
    { maxLength: 4 },
  ),
  // Shorter than the time after which a runner that was missed once is looked for again.
  hidden: fc.option(fc.record({ at: seconds(1200), lasts: seconds(80) }), { nil: undefined }),
  staysUntil: seconds(600),
  adopted: fc.boolean(),
} as const);

type Story = typeof anyStory extends fc.Arbitrary<infer T> ? T : never;

/** Every story is over by then, with all waits after it. */
const LAST = 4000;

async function play({ job, flags: flagEvents, faults, hidden, staysUntil, adopted }: Story) {
  const { runtime, clock, stop } = fakeWorld();
  const scene = new RunnerScene();
  const runner = scene.add('gh-linux-x7k2p');
  const flags = flagsInMemory();
  const stoppedBusy: boolean[] = [];
  const watched = {
    ...flags,
    set: async (flag: Parameters<typeof flags.set>[0]) => {
      if (flag === 'stop') stoppedBusy.push(runner.busy);
      await flags.set(flag);
    },
  };
  const at = (second: number, event: () => unknown) => void clock.at(second * 1000, event);
  if (job !== undefined) {
    at(job.beginsAt, async () => {
      // A runner that was removed gets no job.
      if (scene.names.length === 0) return;
      runner.busy = true;
      if (job.isTold) await flags.set('job-taken');
    });
    at(job.beginsAt + job.lasts, () => {
      if (!runner.busy) return;
      runner.busy = false;
      scene.remove(runner.id);
    });
  }
  for (const { at: second, does } of flagEvents) {
    at(second, async () => {
      if (does === 'clear') await Promise.all([flags.clear('job-taken'), flags.clear('may-i-stop')]);
      // Only a job, or `run` because of one, sets this one.
      else if (does !== 'job-taken' || runner.busy) await flags.set(does);
    });
  }
  for (const { at: second, method, times } of faults) at(second, () => scene.fail(method, { fault: 'transient', status: 503 }, times));
  if (hidden !== undefined) {
    at(hidden.at, () => {
      scene.hidden = true;
    });
    at(hidden.at + hidden.lasts, () => {
      scene.hidden = false;
    });
  }
  at(LAST, stop);
  const mayStay = async () => clock.now() < staysUntil * 1000;
  const agent = { poolId: 5, agentId: runner.id };
  const end = await watchRunner({ agent, client: scene, flags: watched, idleMs: 60_000, mayStay, adopted }, runtime);
  return { end, stoppedBusy, endedAt: clock.now() };
}

test('whatever happens, no runner with a job may stop, and every watch ends by itself', async () => {
  await fc.assert(
    fc.asyncProperty(anyStory, async (story) => {
      const { end, stoppedBusy } = await play(story);
      expect(stoppedBusy).toEqual([false]);
      expect(end).not.toBe('stopped');
    }),
    { numRuns: 150 },
  );
});
