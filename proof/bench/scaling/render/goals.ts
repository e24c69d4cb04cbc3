import type { Figures } from '../figures';
import type { LoadInfo, Results } from '../results';
import type { ServiceId } from '../services/ids';
import { isOwnVariant } from '../variants/ids';
import { COLUMNS, type Column } from './columns';
import { p95Goal } from './floor';
import { figuresFor, summaryOf } from './summary';

/** A load with a variant of this project. */
interface Subject {
  readonly results: Results;
  readonly load: LoadInfo;
  readonly figures: readonly Figures[];
}

/** The load that the machine can carry, in which waits show how agents follow the queue. */
const CARRIED_LOAD = 'trickle';
/** The loads with a steady stream of jobs. */
const STREAMS = ['trickle', 'poisson'];
const QUICK_START_SECONDS = 3;
const WARM_AGENTS = 2;
const ANTICIPATED_PODS_PER_JOB = 1.05;
/** The variants of others with the fewest unused minutes. */
const FRUGAL_VARIANTS: Readonly<Record<ServiceId, string>> = { 'azure-devops': 'tutorial', github: 'documentation' };

/** Returns a line for every goal that a variant of this project misses: medians of waits and minutes, but the worst of all counts. */
export function missedGoals(results: Results): readonly string[] {
  const goals: readonly (readonly [string, (subject: Subject) => readonly string[]])[] = [
    ['own', exactly],
    ['own-warm', warm],
    ['own-anticipate', anticipating],
  ];
  return goals.flatMap(([id, missed]) => {
    const title = results.variants.find((variant) => variant.id === id)?.title;
    return results.loads.flatMap((load) => {
      const figures = figuresFor(results, { load: load.id, variant: id });
      if (figures.length === 0) return [];
      return [...missed({ results, load, figures }), ...nothingLeft(figures)].map((miss) => `${load.title}, ${title}: ${miss}`);
    });
  });
}

/** The goals of the defaults: one pod for each job, as soon as the machine can, and no variant of others is sooner or cheaper. */
function exactly({ results, load, figures }: Subject): readonly string[] {
  const goal = p95Goal(results, load);
  const p95 = median(COLUMNS.p95, figures);
  const frugal = median(COLUMNS.unused, figuresFor(results, { load: load.id, variant: FRUGAL_VARIANTS[results.service] }));
  return [
    ...above('pods per job', load.cancels ? 0 : worst(COLUMNS.podsPerJob, figures), { goal: 1, digits: 2 }),
    ...(goal === undefined && !load.isLimited ? ['the goal for the p95 is unknown, because no bare agents were measured'] : []),
    ...above('p95', p95, { goal, digits: 1 }),
    ...soonerThan(results, load, p95),
    ...above('unused agent-minutes', median(COLUMNS.unused, figures), { goal: frugal, digits: 1 }),
  ];
}

/** The goals of two warm agents: jobs of a stream that the machine can carry start soon, and exactly two more pods exist. */
function warm({ load, figures }: Subject): readonly string[] {
  const extra = Math.max(...figures.map(({ pods, jobs }) => pods - jobs));
  return [
    ...above('pods in addition to the jobs', load.cancels ? 0 : extra, { goal: WARM_AGENTS, digits: 0 }),
    ...(load.id === CARRIED_LOAD ? below('p50', median(COLUMNS.p50, figures), QUICK_START_SECONDS) : []),
  ];
}

/** The goals of agents ahead of a stream: its jobs start soon and sooner than with any other variant, for little. */
function anticipating({ results, load, figures }: Subject): readonly string[] {
  if (!STREAMS.includes(load.id)) return [];
  const blueAgent = median(COLUMNS.unused, figuresFor(results, { load: load.id, variant: 'blue-agent' }));
  return [
    ...above('pods per job', worst(COLUMNS.podsPerJob, figures), { goal: ANTICIPATED_PODS_PER_JOB, digits: 2 }),
    ...below('p50', median(COLUMNS.p50, figures), QUICK_START_SECONDS),
    ...soonerThan(results, load, median(COLUMNS.p95, figures)),
    ...above('unused agent-minutes', median(COLUMNS.unused, figures), { goal: blueAgent, digits: 1 }),
  ];
}

function nothingLeft(figures: readonly Figures[]): readonly string[] {
  const none = { goal: 0, digits: 0 };
  return [...above('agents left', worst(COLUMNS.left, figures), none), ...above('jobs lost', worst(COLUMNS.lost, figures), none)];
}

/** Lists the variants of others whose p95 is not higher. */
function soonerThan(results: Results, { id }: LoadInfo, p95: number | undefined): readonly string[] {
  return results.variants
    .filter((variant) => !isOwnVariant(variant.id))
    .flatMap((variant) => {
      const theirs = median(COLUMNS.p95, figuresFor(results, { load: id, variant: variant.id }));
      if (theirs === undefined || p95 === undefined || p95 < theirs) return [];
      return [`p95 is ${p95.toFixed(1)}, that of ${variant.title} is ${theirs.toFixed(1)}`];
    });
}

/** A goal of the form "at most". Without a figure or a goal nothing is missed. */
function above(
  what: string,
  value: number | undefined,
  { goal, digits }: { readonly goal: number | undefined; readonly digits: number },
): string[] {
  if (value === undefined || goal === undefined || value <= goal) return [];
  return [`${what}: ${value.toFixed(digits)}, the goal is at most ${goal.toFixed(digits)}`];
}

function below(what: string, value: number | undefined, goal: number): string[] {
  return value === undefined || value < goal ? [] : [`${what}: ${value.toFixed(1)}, the goal is below ${goal}`];
}

const median = (column: Column, figures: readonly Figures[]): number | undefined => summaryOf(column, figures)?.median;

const worst = (column: Column, figures: readonly Figures[]): number | undefined => summaryOf(column, figures)?.max;
