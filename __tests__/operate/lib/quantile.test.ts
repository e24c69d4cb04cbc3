import fc from 'fast-check';
import { quantile } from '../../../operate/lib/quantile';

test.each([
  [[7], 0.5, 7],
  [[1, 2, 3, 4], 0.5, 2],
  [[4, 3, 2, 1], 0.75, 3],
  [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.95, 10],
  [Array.from({ length: 100 }, (_, index) => index + 1), 0.95, 95],
])('of %j, %d', (values, share, expected) => {
  expect(quantile(values, share)).toBe(expected);
});

test('is the smallest value that is not below the given share of all values', () => {
  const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 100 }), (all, percent) => {
      const found = quantile(all, percent / 100);
      const upTo = (bound: number) => all.filter((value) => value <= bound).length;
      expect(all).toContain(found);
      expect(upTo(found) * 100).toBeGreaterThanOrEqual(percent * all.length);
      expect(upTo(found - 1) * 100).toBeLessThan(percent * all.length);
    }),
  );
});

test('does not exist without values', () => {
  expect(() => quantile([], 0.5)).toThrow(new RangeError('no quantile 0.5 of 0 values'));
});
