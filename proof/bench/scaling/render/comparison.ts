import type { Figures } from '../figures';
import type { Results } from '../results';
import { COLUMNS, type Column } from './columns';
import { figuresFor, formatMedian, summaryOf } from './summary';

/** The variant of this project. It is compared with the others, and it should meet the goals. */
export const OWN_VARIANT = 'own';

/** Returns a line for every median in which another variant is better, beyond noise. Variants that lost jobs in the load are left out. */
export function whereOthersAreBetter(results: Results): readonly string[] {
  return results.loads.flatMap(({ id, title }) => {
    const ours = figuresFor(results, { load: id, variant: OWN_VARIANT });
    if (ours.length === 0) return [];
    const others = results.variants.filter((variant) => variant.id !== OWN_VARIANT);
    return Object.values<Column>(COLUMNS).flatMap((column) =>
      others.flatMap((variant) => {
        const theirs = figuresFor(results, { load: id, variant: variant.id });
        if (theirs.some(({ lost }) => lost > 0) || !isBetter(column, theirs, ours)) return [];
        return [`${title}, ${column.title}: ${variant.title} ${formatMedian(column, theirs)}, this project ${formatMedian(column, ours)}`];
      }),
    );
  });
}

function isBetter(column: Column, theirs: readonly Figures[], ours: readonly Figures[]): boolean {
  const [a, b] = [summaryOf(column, theirs), summaryOf(column, ours)];
  return a !== undefined && b !== undefined && a.median < b.median - column.noise;
}
