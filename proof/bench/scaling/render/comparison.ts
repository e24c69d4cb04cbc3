import { figuresOf } from '../figures';
import type { Results } from '../results';
import { COLUMNS, type Column, shown } from './columns';

/** The variant that all others are compared with, and that has to meet the goals. */
const SUBJECT = 'own';

/** What the queue may cost beyond a poll and the agent's own start, in seconds. */
const GOAL_SLACK_SECONDS = 4;

/** A line for every figure of every load in which another variant is better, beyond noise; where it lost jobs, that is no merit. */
export function whereOthersAreBetter(results: Results): readonly string[] {
  return results.loads.flatMap(({ id, title }) => {
    const ours = figures(results, id, SUBJECT);
    if (ours === undefined) return [];
    const others = results.variants.filter((variant) => variant.id !== SUBJECT);
    return Object.values<Column>(COLUMNS).flatMap((column) =>
      others.flatMap((variant) => {
        const theirs = figures(results, id, variant.id);
        if (theirs === undefined || theirs.lost > 0 || !isLess(column.value(theirs), column.value(ours), column.noise)) return [];
        return [`${title}, ${column.title}: ${variant.title} ${shown(column, theirs)}, this project ${shown(column, ours)}`];
      }),
    );
  });
}

/** A line for every goal that this project's own variant misses. */
export function missedGoals(results: Results): readonly string[] {
  const poll = results.variants.find(({ id }) => id === SUBJECT)?.pollSeconds ?? 0;
  const goal = poll + results.agentStartSeconds + GOAL_SLACK_SECONDS;
  return results.loads.flatMap(({ id, title }) => {
    const ours = figures(results, id, SUBJECT);
    if (ours === undefined) return [];
    return [
      ...(ours.podsPerJob > 1 ? [`${title}: ${ours.podsPerJob.toFixed(2)} pods per job, the goal is 1.00`] : []),
      ...((ours.wait?.p95 ?? 0) > goal ? [`${title}: p95 is ${ours.wait?.p95.toFixed(1)} s, the goal is ${goal} s`] : []),
      ...(ours.agentsLeft > 0 ? [`${title}: ${ours.agentsLeft} agents are left, the goal is none`] : []),
      ...(ours.lost > 0 ? [`${title}: ${ours.lost} jobs are lost, the goal is none`] : []),
    ];
  });
}

export function figures({ runs }: Results, load: string, variant: string) {
  const run = runs.find((each) => each.load === load && each.variant === variant);
  return run === undefined ? undefined : figuresOf(run);
}

const isLess = (a: number | undefined, b: number | undefined, noise: number): boolean =>
  a !== undefined && (b === undefined || a < b - noise);
