import type { Results } from '../results';
import { isOwnVariant } from '../variants/ids';
import { COLUMNS } from './columns';
import { OWN_VARIANT } from './comparison';
import { figuresFor, summaryOf } from './summary';
import { inWordsOf } from './words';

/** What a reader should remember of the results, in two sentences. */
export interface Takeaway {
  readonly title: string;
  readonly explanation: string;
}

/** The load whose second half is queued while the first half runs. */
const SECOND_WAVE_LOAD = 'two-waves';

/**
 * What the figures show: that this project creates one agent per job and has the shortest waits in all loads, or that its waits are
 * shorter than those of others with one agent per job; otherwise only that lower is better.
 */
export function takeaway(results: Results): Takeaway {
  const { title, explanation } = ofAgents(results);
  return { title: inWordsOf(results.service, title), explanation: inWordsOf(results.service, explanation) };
}

function ofAgents(results: Results): Takeaway {
  const trial = results.quick ? ' (trial run with small loads)' : '';
  const own = waitAndPods(results, OWN_VARIANT);
  const others = results.variants
    .filter(({ id }) => !isOwnVariant(id))
    .flatMap((variant) => {
      const figures = waitAndPods(results, variant.id);
      return figures === undefined ? [] : [{ title: variant.title, ...figures }];
    });
  const load = results.loads.find(({ id }) => id === SECOND_WAVE_LOAD)?.title;
  const nothing = { title: `Agents for a queue: lower is better${trial}`, explanation: '' };
  if (own === undefined || own.pods > 1) return nothing;
  if (hasShortestWaits(results)) {
    const waits = `${whole(own.wait)} s, not ${range(others.map(({ wait }) => wait))} s`;
    return {
      title: `One agent per job, and the lowest p95 of the waits in every load: ${waits}, for jobs that are queued while others run${trial}`,
      explanation: `p95 with ${load}, compared with the settings of the others that were measured.`,
    };
  }
  const alike = others.filter(({ pods }) => pods <= 1).map(({ wait }) => wait);
  if (alike.length === 0 || Math.min(...alike) <= own.wait) return nothing;
  const more = others
    .filter(({ pods }) => pods > 1)
    .map((other) => ` ${other.title}: ${whole(other.wait)} s, but up to ${other.pods.toFixed(2)} pods per job in one of the loads.`);
  return {
    title: `One agent per job; jobs that are queued while others run wait ${whole(own.wait)} s, not ${range(alike)} s${trial}`,
    explanation: `p95 with ${load}, compared with settings that also create at most one pod per job.${more.join('')}`,
  };
}

interface WaitAndPods {
  /** p95 of the waits in the load with a second wave. */
  readonly wait: number;
  /** The most pods per job in any load. */
  readonly pods: number;
}

function waitAndPods(results: Results, variant: string): WaitAndPods | undefined {
  const wait = p95Of(results, SECOND_WAVE_LOAD, variant);
  const pods = results.loads.flatMap(({ id }) => summaryOf(COLUMNS.podsPerJob, figuresFor(results, { load: id, variant }))?.max ?? []);
  return wait === undefined ? undefined : { wait, pods: Math.max(...pods) };
}

/** Whether the p95 of this project is the lowest in every load, which all variants were measured with. */
function hasShortestWaits(results: Results): boolean {
  const others = results.variants.filter(({ id }) => !isOwnVariant(id));
  const isShortestIn = ({ id }: Results['loads'][number]): boolean => {
    const own = p95Of(results, id, OWN_VARIANT);
    const theirs = others.map((variant) => p95Of(results, id, variant.id));
    return own !== undefined && theirs.every((wait) => wait !== undefined && own < wait);
  };
  return others.length > 0 && results.loads.every(isShortestIn);
}

const p95Of = (results: Results, load: string, variant: string): number | undefined =>
  summaryOf(COLUMNS.p95, figuresFor(results, { load, variant }))?.median;

const whole = (seconds: number): string => seconds.toFixed(0);

function range(values: readonly number[]): string {
  const [least, most] = [whole(Math.min(...values)), whole(Math.max(...values))];
  return least === most ? least : `${least} to ${most}`;
}
