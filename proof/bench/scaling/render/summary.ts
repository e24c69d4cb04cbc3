import { quantile } from '../../../../operate/lib/quantile';
import { type Figures, figuresOf } from '../figures';
import type { Results } from '../results';
import type { Column } from './columns';

/** A figure over the repetitions of a measurement. Infinite values stand for "never". */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Returns the figures of all repetitions of a load with a variant; none if it was not measured. */
export function figuresFor({ runs }: Results, { load, variant }: { readonly load: string; readonly variant: string }): readonly Figures[] {
  return runs.filter((run) => run.load === load && run.variant === variant).map(figuresOf);
}

/** Summarises a figure over repetitions; undefined without repetitions, or if the figure of all of them is unknown. */
export function summaryOf({ value, absent }: Column, repetitions: readonly Figures[]): Summary | undefined {
  const values = repetitions.flatMap((figures) => value(figures) ?? (absent === 'unknown' ? [] : [Number.POSITIVE_INFINITY]));
  return values.length === 0 ? undefined : summarise(values);
}

/** @param values at least one */
export const summarise = (values: readonly number[]): Summary => ({
  median: quantile(values, 0.5),
  min: Math.min(...values),
  max: Math.max(...values),
});

/** Formats the median, with the spread if repetitions differ. */
export function formatFigure(column: Column, repetitions: readonly Figures[]): string {
  const summary = summaryOf(column, repetitions);
  if (summary !== undefined) return formatSummary(summary, column.digits);
  return repetitions.length === 0 ? 'not run' : 'unknown';
}

export function formatSummary({ median, min, max }: Summary, digits: number): string {
  const [middle, least, most] = [median, min, max].map((value) => format(value, digits));
  return least === most ? `${middle}` : `${middle} (${least}–${most})`;
}

/** Formats only the median. */
export function formatMedian(column: Column, repetitions: readonly Figures[]): string {
  const summary = summaryOf(column, repetitions);
  return summary === undefined ? formatFigure(column, repetitions) : format(summary.median, column.digits);
}

const format = (value: number, digits: number): string => (Number.isFinite(value) ? value.toFixed(digits) : 'never');
