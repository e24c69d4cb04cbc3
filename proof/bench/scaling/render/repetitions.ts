import type { Results } from '../results';

/** Returns the day of the measurement, or the first and the last one. */
export function measuredOn({ runs, floors }: Results): string {
  const days = [...runs, ...floors].map(({ startedAt }) => startedAt.slice(0, 10)).sort();
  const [first = 'no day', last = first] = [days[0], days.at(-1)];
  return first === last ? first : `${first} to ${last}`;
}

/** Says in a sentence how often each load was measured with each variant, and what the tables show then. */
export function repetitionsOf(results: Results): string {
  const [fewest, most] = spreadOf(results);
  if (most <= 1) return 'Each load was measured once with each variant.';
  const times = fewest === most ? `${most}` : `${fewest} to ${most}`;
  return `Each load was measured ${times} times with each variant: medians, with the lowest and the highest in brackets.`;
}

/** The fewest and the most repetitions of a load with a variant that were measured. */
export function spreadOf({ runs }: Results): readonly [number, number] {
  const counts = new Map<string, number>();
  for (const { load, variant } of runs) counts.set(`${load} ${variant}`, (counts.get(`${load} ${variant}`) ?? 0) + 1);
  return [Math.min(...counts.values()), Math.max(...counts.values(), 0)];
}
