import { flagsInMemory } from '../../../agent/handover/flags';
import { JobLimit, type JobLimitInputs } from '../../../agent/registration/job-limit';
import { fakeWorld } from '../support/fakes';

const MINUTE = 60_000;

/** A limit of ten minutes for a job. */
function setUp(more: Partial<JobLimitInputs> = {}) {
  const { clock, lines, runtime } = fakeWorld();
  const flags = flagsInMemory();
  const evictions: number[] = [];
  const evict = async () => void evictions.push(clock.now());
  const memory = { jobRunsFor: async () => undefined, noteJobBegan: async () => {} };
  const limit = new JobLimit({ jobMs: 10 * MINUTE, noun: 'agent', flags, memory, evict, ...more }, runtime);
  /** The job runs until this time. */
  const runUntil = async (ms: number) => {
    while (clock.now() < ms) {
      await limit.check();
      await clock.sleep(1000);
    }
  };
  return { flags, evictions, runUntil, log: () => lines.join('\n') };
}

test('a job has its time and a minute more; then its agent has 90 s to cancel it, and after that the pod is evicted until it ends', async () => {
  const { flags, evictions, runUntil } = setUp();
  await runUntil(11 * MINUTE);
  expect(flags.has('cancel-job')).toBe(false);
  await runUntil(11 * MINUTE + 1000);
  expect(flags.has('cancel-job')).toBe(true);
  await runUntil(15 * MINUTE);
  expect(evictions).toEqual([12.5 * MINUTE, 13.5 * MINUTE, 14.5 * MINUTE]);
});

test('a job that an earlier process has seen has what remains of its time, and no new record', async () => {
  const noteJobBegan = jest.fn();
  const { flags, runUntil } = setUp({ memory: { jobRunsFor: async () => 9 * MINUTE, noteJobBegan } });
  await runUntil(2 * MINUTE);
  expect(flags.has('cancel-job')).toBe(false);
  await runUntil(2 * MINUTE + 1000);
  expect(flags.has('cancel-job')).toBe(true);
  expect(noteJobBegan).not.toHaveBeenCalled();
});

test('the start of a job is recorded once', async () => {
  const noteJobBegan = jest.fn();
  const { runUntil } = setUp({ memory: { jobRunsFor: async () => undefined, noteJobBegan } });
  await runUntil(MINUTE);
  expect(noteJobBegan).toHaveBeenCalledTimes(1);
});

test.each([
  ['the record', { memory: { jobRunsFor: () => Promise.reject(new Error('EIO')), noteJobBegan: async () => {} } }],
  ['the flag', { flags: { set: () => Promise.reject(new Error('ENOSPC')) } }],
])('a fault of %s does not suspend the limit', async (_what, more) => {
  const { evictions, runUntil, log } = setUp(more);
  await runUntil(13 * MINUTE);
  expect(evictions).toEqual([12.5 * MINUTE]);
  expect(log()).toMatch(/EIO|ENOSPC/);
});

test('without a limit nothing is recorded', async () => {
  const noteJobBegan = jest.fn();
  const { runUntil } = setUp({ jobMs: Number.POSITIVE_INFINITY, memory: { jobRunsFor: async () => undefined, noteJobBegan } });
  await runUntil(MINUTE);
  expect(noteJobBegan).not.toHaveBeenCalled();
});
