const PARTS = 4;
const ROUND = [1, 2, 2.5, 5, 10];
/** Steps of a scale of seconds: parts of a minute, of an hour and of a day. */
const ROUND_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400];

/** Round numbers from 0 up to at least the largest value. */
export function ticksUpTo(largest: number, unit: string): readonly number[] {
  const step = stepFor(largest > 0 ? largest / PARTS : 1 / PARTS, unit);
  return Array.from({ length: Math.max(1, Math.ceil(largest / step)) + 1 }, (_, index) => index * step);
}

/** The smallest round step that is at least `least`. Counts have whole steps. */
function stepFor(least: number, unit: string): number {
  const seconds = unit === 's' && least > 1 ? ROUND_SECONDS.find((step) => step >= least) : undefined;
  if (seconds !== undefined) return seconds;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * (ROUND.find((factor) => factor * power >= least) ?? 10);
  return unit === 'short' ? Math.ceil(step) : step;
}
