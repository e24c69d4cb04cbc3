import { distance } from 'fastest-levenshtein';

/** The known name that is most like another, without regard to case; undefined when none is close. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const [best] = [...known]
    .map((other) => [other, distance(name.toLowerCase(), other.toLowerCase())] as const)
    .sort(([, a], [, b]) => a - b);
  return best !== undefined && best[1] <= Math.max(2, name.length / 3) ? best[0] : undefined;
}
