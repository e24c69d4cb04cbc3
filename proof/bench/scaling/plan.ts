import type { Load } from './loads/load';
import type { Results } from './results';
import type { Variant } from './variants/variant';

/** One thing to measure: a load with a variant, or without one, which is the floor of the machine. */
export interface Measurement {
  readonly load: Load;
  readonly variant?: Variant;
}

interface Wanted {
  readonly loads: readonly Load[];
  readonly variants: readonly Variant[];
  /** How often each load is measured with each variant, and its floor. */
  readonly repeat: number;
}

/**
 * Lists what is missing, in the order in which it is measured. A repetition ends before the next one begins, so that a change of the
 * machine over hours affects all variants alike, and an early end leaves complete repetitions.
 */
export function missingMeasurements(
  { loads, variants, repeat }: Wanted,
  { runs, floors }: Pick<Results, 'runs' | 'floors'>,
): Measurement[] {
  const times = (load: Load, variant?: Variant): number =>
    variant === undefined
      ? floors.filter((floor) => floor.load === load.id).length
      : runs.filter((run) => run.load === load.id && run.variant === variant.id).length;
  const each: readonly Measurement[] = loads.flatMap((load) => [{ load }, ...variants.map((variant) => ({ load, variant }))]);
  return Array.from({ length: repeat }, (_, done) => each.filter(({ load, variant }) => times(load, variant) <= done)).flat();
}
