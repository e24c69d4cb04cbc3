import { distance } from 'fastest-levenshtein';

/** The known name that is most similar to a name, without regard to case; undefined if none is close. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const [best] = [...known]
    .map((other) => [other, difference(name.toLowerCase(), other.toLowerCase())] as const)
    .sort(([, a], [, b]) => a - b);
  return best !== undefined && best[1] <= Math.max(2, name.length / 3) ? best[0] : undefined;
}

/** How far apart two names are, in changed characters. Swapped letters count least: they are the most likely typo. */
const difference = (a: string, b: string): number => (a === b ? 0 : letters(a) === letters(b) ? 0.5 : distance(a, b));

const letters = (text: string): string => [...text].sort().join('');
