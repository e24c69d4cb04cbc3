import type { Figures } from '../figures';
import type { Results } from '../results';
import { COLUMNS, type Column } from './columns';
import { figuresFor, formatMedian, summaryOf } from './summary';

/** The variant of this project. It is compared with the others, and it should meet the goals. */
export const OWN_VARIANT = 'own';

/** The variants with an option that costs agents in advance. Whoever sets it wants to be better in some figure. */
const ADVANCE_VARIANTS = ['own-warm', 'own-anticipate'];

/**
 * Returns a line for every median in which other variants are better, beyond noise. Variants that lost jobs in the load are left out,
 * and those of this project that pay for agents in advance.
 */
export function whereOthersAreBetter(results: Results): readonly string[] {
  const others = results.variants.filter(({ id }) => id !== OWN_VARIANT && !ADVANCE_VARIANTS.includes(id));
  return results.loads.flatMap(({ id, title }) => {
    const ours = figuresFor(results, { load: id, variant: OWN_VARIANT });
    if (ours.length === 0) return [];
    return Object.values<Column>(COLUMNS).flatMap((column) => {
      const better = others.flatMap((variant) => {
        const theirs = figuresFor(results, { load: id, variant: variant.id });
        if (theirs.some(({ lost }) => lost > 0) || !isBetter(column, theirs, ours)) return [];
        return [`${variant.title} ${formatMedian(column, theirs)}`];
      });
      return better.length === 0 ? [] : [`${title}, ${column.title}: ${better.join(', ')}, this project ${formatMedian(column, ours)}`];
    });
  });
}

function isBetter(column: Column, theirs: readonly Figures[], ours: readonly Figures[]): boolean {
  const [a, b] = [summaryOf(column, theirs), summaryOf(column, ours)];
  return a !== undefined && b !== undefined && a.median < b.median - column.noise;
}
