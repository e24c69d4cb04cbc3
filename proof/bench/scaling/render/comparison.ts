import { type Figures, figuresOf } from '../figures';
import type { Results } from '../results';
import { COLUMNS, type Column, formatFigure } from './columns';

/** The variant of this project. It is compared with the others, and it should meet the goals. */
export const OWN_VARIANT = 'own';

/** Seconds that the p95 of waits may be longer than one poll and the start of an agent together. */
const GOAL_SLACK_SECONDS = 4;

/** Returns a line for every figure in which another variant is better, beyond noise. Variants that lost jobs in the load are left out. */
export function whereOthersAreBetter(results: Results): readonly string[] {
  return results.loads.flatMap(({ id, title }) => {
    const ours = figuresFor(results, { load: id, variant: OWN_VARIANT });
    if (ours === undefined) return [];
    const others = results.variants.filter((variant) => variant.id !== OWN_VARIANT);
    return Object.values<Column>(COLUMNS).flatMap((column) =>
      others.flatMap((variant) => {
        const theirs = figuresFor(results, { load: id, variant: variant.id });
        if (theirs === undefined || theirs.lost > 0 || !isLess(column.value(theirs), column.value(ours), column.noise)) return [];
        return [`${title}, ${column.title}: ${variant.title} ${formatFigure(column, theirs)}, this project ${formatFigure(column, ours)}`];
      }),
    );
  });
}

/** Returns a line for every goal that this project's own variant misses. */
export function missedGoals(results: Results): readonly string[] {
  const poll = results.variants.find(({ id }) => id === OWN_VARIANT)?.pollSeconds ?? 0;
  const goal = poll + results.agentStartSeconds + GOAL_SLACK_SECONDS;
  return results.loads.flatMap(({ id, title }) => {
    const ours = figuresFor(results, { load: id, variant: OWN_VARIANT });
    if (ours === undefined) return [];
    return [
      ...(ours.podsPerJob > 1 ? [`${title}: ${ours.podsPerJob.toFixed(2)} pods per job, the goal is 1.00`] : []),
      ...((ours.wait?.p95 ?? 0) > goal ? [`${title}: p95 is ${ours.wait?.p95.toFixed(1)} s, the goal is ${goal} s`] : []),
      ...(ours.agentsLeft > 0 ? [`${title}: agents left: ${ours.agentsLeft}, the goal is none`] : []),
      ...(ours.lost > 0 ? [`${title}: jobs lost: ${ours.lost}, the goal is none`] : []),
    ];
  });
}

/** Returns the figures of a variant under a load; undefined if that was not run. */
export function figuresFor({ runs }: Results, { load, variant }: { readonly load: string; readonly variant: string }): Figures | undefined {
  const run = runs.find((each) => each.load === load && each.variant === variant);
  return run === undefined ? undefined : figuresOf(run);
}

const isLess = (a: number | undefined, b: number | undefined, noise: number): boolean =>
  a !== undefined && (b === undefined || a < b - noise);
