import { Throttle } from '../../../agent/keep/throttle';

test('the longest wait that was asked for counts until it is over', () => {
  const throttle = new Throttle();
  expect(throttle.waitMs).toBe(0);
  for (const retryAfterMs of [30_000, 120_000, undefined]) throttle.note({ retryAfterMs });
  expect(throttle.waitMs).toBe(120_000);
  throttle.forget();
  expect(throttle.waitMs).toBe(0);
});
