import { retrying } from '../../../providers/contract/retrying';
import { ServiceError } from '../../../providers/contract/service-error';
import { FakeClock } from '../../agent/support/fakes';

const busy = (retryAfterMs?: number) => new ServiceError('busy', { fault: 'transient', status: 503, retryAfterMs });

/** An attempt that fails with these errors in turn and then succeeds. */
function failing(errors: readonly Error[]) {
  const left = [...errors];
  const starts: number[] = [];
  const clock = new FakeClock();
  const stopping = new AbortController();
  const waits: number[] = [];
  const attempt = async () => {
    starts.push(clock.now());
    const error = left.shift();
    if (error) throw error;
    return 'done';
  };
  const run = (deadline = 3_600_000, isRetryable?: (error: unknown) => boolean) =>
    retrying(attempt, {
      clock,
      deadline,
      stop: stopping.signal,
      onWait: (_error, ms) => void waits.push(ms),
      ...(isRetryable ? { isRetryable } : {}),
    });
  return { clock, starts, waits, stopping, run };
}

test('the wait doubles up to half a minute, less a random part of up to a half', async () => {
  const { waits, run } = failing(Array.from({ length: 8 }, () => busy()));
  expect(await run()).toBe('done');
  const full = [1, 2, 4, 8, 16, 30, 30, 30].map((seconds) => seconds * 1000);
  for (const [index, ms] of full.entries()) {
    expect(waits[index]).toBeLessThanOrEqual(ms);
    expect(waits[index]).toBeGreaterThanOrEqual(ms / 2);
  }
});

test('no attempt starts earlier than the server asked for', async () => {
  const { starts, run } = failing([busy(90_000)]);
  expect(await run()).toBe('done');
  expect(starts).toEqual([0, 90_000]);
});

test('an error that is not transient is not retried', async () => {
  const { starts, run } = failing([new ServiceError('wrong token', { fault: 'signIn', status: 401 })]);
  await expect(run()).rejects.toThrow('wrong token');
  expect(starts).toHaveLength(1);
});

test('the caller may decide which errors are retried', async () => {
  const { starts, run } = failing([new Error('any')]);
  expect(await run(60_000, () => true)).toBe('done');
  expect(starts).toHaveLength(2);
});

test('no attempt starts after the deadline, and no wait starts that would end after it', async () => {
  const { clock, starts, run } = failing([busy(10_000), busy(60_000)]);
  await expect(run(60_000)).rejects.toThrow('busy');
  expect(starts).toEqual([0, 10_000]);
  expect(clock.now()).toBe(10_000);
});

test('a stop ends the wait, and the last error is thrown', async () => {
  const { clock, starts, stopping, run } = failing([busy(300_000)]);
  clock.at(5000, () => stopping.abort());
  await expect(run()).rejects.toThrow('busy');
  expect(clock.now()).toBe(5000);
  expect(starts).toHaveLength(1);
});
