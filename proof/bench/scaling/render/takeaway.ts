import type { Results } from '../results';
import { figuresFor, OWN_VARIANT } from './comparison';

/** What a reader should remember of the results, in two sentences. */
export interface Takeaway {
  readonly title: string;
  readonly explanation: string;
}

/** The load whose second half is queued while the first half runs. */
const SECOND_WAVE_LOAD = 'two-waves';

/** What the figures show; only that lower is better if they do not show that this project creates one agent per job and jobs wait less. */
export function takeaway(results: Results): Takeaway {
  const trial = results.quick ? ' (trial run with small loads)' : '';
  const nothing = { title: `Agents for a queue: lower is better${trial}`, explanation: '' };
  const own = waitAndPods(results, OWN_VARIANT);
  if (own === undefined || own.pods > 1) return nothing;
  const others = results.variants
    .filter(({ id }) => id !== OWN_VARIANT)
    .flatMap((variant) => {
      const figures = waitAndPods(results, variant.id);
      return figures === undefined ? [] : [{ title: variant.title, ...figures }];
    });
  const alike = others.filter(({ pods }) => pods <= 1).map(({ wait }) => wait);
  if (alike.length === 0 || Math.min(...alike) <= own.wait) return nothing;
  const load = results.loads.find(({ id }) => id === SECOND_WAVE_LOAD)?.title;
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
  const wait = figuresFor(results, { load: SECOND_WAVE_LOAD, variant })?.wait?.p95;
  const pods = results.loads.flatMap(({ id }) => figuresFor(results, { load: id, variant })?.podsPerJob ?? []);
  return wait === undefined ? undefined : { wait, pods: Math.max(...pods) };
}

const whole = (seconds: number): string => seconds.toFixed(0);

function range(values: readonly number[]): string {
  const [least, most] = [whole(Math.min(...values)), whole(Math.max(...values))];
  return least === most ? least : `${least} to ${most}`;
}
