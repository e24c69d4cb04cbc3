import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../../../operate/lib/command';
import type { Conditions, Results } from './results';

/**
 * Returns the results of an earlier start, to which more can be added, with the variants and loads of both in the order of `order`.
 * @throws UsageError if the earlier results were measured under other conditions, because figures could not be compared
 */
export function resumed(earlier: Results, now: Conditions, order: readonly string[]): Results {
  const { variants, loads, runs, floors, ...conditions } = earlier;
  const { variants: variantsNow, loads: loadsNow, ...conditionsNow } = now;
  const differs = firstDifference(conditions, conditionsNow);
  if (differs !== undefined) throw new UsageError(`--resume needs results of the same conditions; there ${differs}`);
  return {
    ...conditions,
    variants: united(variants, variantsNow, order),
    loads: united(loads, loadsNow, order),
    runs,
    floors,
  };
}

/** Describes the first condition that is not the same; undefined if all are. */
function firstDifference(before: object, now: object): string | undefined {
  const values = new Map(Object.entries(now));
  const [key, value] = Object.entries(before).find(([name, each]) => !isDeepStrictEqual(each, values.get(name))) ?? [];
  return key === undefined ? undefined : `${key} was ${JSON.stringify(value)} and is now ${JSON.stringify(values.get(key))}`;
}

function united<T extends { readonly id: string }>(before: readonly T[], now: readonly T[], order: readonly string[]): readonly T[] {
  const changed = now.find((item) => before.some((other) => other.id === item.id && !isDeepStrictEqual(other, item)));
  if (changed !== undefined) throw new UsageError(`--resume needs results of the same conditions; there "${changed.id}" was another one`);
  const added = now.filter(({ id }) => !before.some((other) => other.id === id));
  return [...before, ...added].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}
