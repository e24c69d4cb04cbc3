import { poissonArrivals, seededRandom } from '../../../../proof/bench/scaling/loads/random';

describe('seededRandom', () => {
  test('gives the same numbers for the same seed, and other numbers for another seed', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  test('is evenly distributed from 0 to below 1', () => {
    const random = seededRandom(3);
    const drawn = Array.from({ length: 10_000 }, random);
    for (let tenth = 0; tenth < 10; tenth++) {
      const count = drawn.filter((number) => Math.floor(number * 10) === tenth).length;
      expect(Math.abs(count - 1000)).toBeLessThan(120);
    }
  });
});

describe('poissonArrivals', () => {
  test('are ordered, before the end, and have about the expected mean gap and standard deviation', () => {
    const arrivals = poissonArrivals(seededRandom(4), 2, 20_000);
    const gaps = arrivals.map((at, index) => at - (arrivals[index - 1] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    expect(Math.min(...gaps)).toBeGreaterThan(0);
    expect(arrivals.at(-1)).toBeLessThan(20_000);
    expect(mean).toBeCloseTo(2, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 0);
  });
});
