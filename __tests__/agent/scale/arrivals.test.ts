import { Arrivals } from '../../../agent/scale/arrivals';

const SECOND = 1000;

/** The rate in jobs per second after jobs arrived at these seconds. */
function rateAfter(arrivals: readonly number[], atSecond: number): number {
  let now = 0;
  const counted = new Arrivals(() => now);
  for (const second of arrivals) {
    now = second * SECOND;
    counted.note(1);
  }
  now = atSecond * SECOND;
  return counted.rate * SECOND;
}

const every = (seconds: number, until: number) => Array.from({ length: Math.floor(until / seconds) }, (_, index) => index * seconds);

test('a single job, a burst and two waves are no stream', () => {
  expect(rateAfter([1], 2)).toBe(0);
  expect(rateAfter(Array(50).fill(1), 10)).toBe(0);
  expect(rateAfter([...Array(5).fill(1), ...Array(5).fill(32)], 40)).toBe(0);
});

test('a stream has its rate after a minute', () => {
  expect(rateAfter(every(2, 120), 120)).toBeCloseTo(0.5, 1);
  expect(rateAfter(every(6, 300), 300)).toBeCloseTo(1 / 6, 1);
});

test('a stream is recognised within half a minute, and its rate is not overestimated then', () => {
  const rate = rateAfter(every(6, 25), 25);
  expect(rate).toBeGreaterThan(0);
  expect(rate).toBeLessThanOrEqual(1 / 6);
});

test('jobs that arrive together within a stream hardly raise its rate', () => {
  const stream = every(5, 60);
  const withBurst = [...stream, ...Array(40).fill(30)].toSorted((one, other) => one - other);
  expect(rateAfter(withBurst, 60)).toBeLessThanOrEqual(1.2 * rateAfter(stream, 60));
});

test('a dense stream counts with all its jobs', () => {
  expect(rateAfter(every(0.2, 60), 60)).toBeCloseTo(5, 0);
});

test('the rate is 0 soon after the end of a stream', () => {
  expect(rateAfter(every(2, 120), 127)).toBeGreaterThan(0);
  expect(rateAfter(every(2, 120), 129)).toBe(0);
  expect(rateAfter(every(6, 300), 317)).toBeGreaterThan(0);
  expect(rateAfter(every(6, 300), 319)).toBe(0);
});
