import type { Load, PlannedJob } from './load';
import { poissonArrivals, seededRandom } from './random';

/** Any fixed number, so that arrivals and cancellations are the same for every variant and in every run. */
const SEED = 20;
/** Longest time from queueing to cancellation. Some jobs are cancelled before a pod exists, some while it starts, some while they run. */
const LATEST_CANCEL_SECONDS = 40;

/** High enough that only the flood reaches it with one agent per job. */
const AMPLE_AGENTS = 40;
/** Fewer agents than the flood has jobs. */
const FEW_AGENTS = { full: 20, quick: 3 } as const;

/** Returns the loads. @param quick whether to return smaller ones, to test the benchmark itself */
export function loadsOf({ quick }: { readonly quick: boolean }): readonly Load[] {
  const maxAgents = AMPLE_AGENTS;
  const dense = poissonJobs({ meanGap: 2, duration: quick ? 20 : 120 });
  return [
    {
      id: 'burst',
      title: `${quick ? 3 : 10} jobs together`,
      jobs: repeat({ at: 0, runSeconds: quick ? 5 : 20 }, quick ? 3 : 10),
      maxAgents,
    },
    {
      id: 'two-waves',
      title: quick ? '2 jobs, 2 more while they run' : '5 jobs, 5 more while they run',
      jobs: [...repeat({ at: 0, runSeconds: 60 }, quick ? 2 : 5), ...repeat({ at: 31, runSeconds: 60 }, quick ? 2 : 5)],
      maxAgents,
    },
    {
      id: 'flood',
      title: `${quick ? 6 : 60} jobs together`,
      jobs: repeat({ at: 0, runSeconds: quick ? 5 : 20 }, quick ? 6 : 60),
      maxAgents: quick ? FEW_AGENTS.quick : FEW_AGENTS.full,
    },
    {
      id: 'trickle',
      title: `a job every 6 s for ${quick ? '30 s' : '5 min'}`,
      jobs: poissonJobs({ meanGap: 6, duration: quick ? 30 : 300 }),
      maxAgents,
    },
    { id: 'poisson', title: `a job every 2 s for ${quick ? '20 s' : '2 min'}`, jobs: dense, maxAgents },
    { id: 'poisson-cancelled', title: 'a job every 2 s, half cancelled', jobs: halfCancelled(dense), maxAgents },
  ];
}

const repeat = (job: PlannedJob, count: number): PlannedJob[] => Array.from({ length: count }, () => job);

interface Arrivals {
  /** Mean time between two jobs, in seconds. */
  readonly meanGap: number;
  /** End of the arrivals, in seconds. */
  readonly duration: number;
}

const poissonJobs = ({ meanGap, duration }: Arrivals): readonly PlannedJob[] =>
  poissonArrivals(seededRandom(SEED), meanGap, duration).map((at) => ({ at, runSeconds: 10 }));

function halfCancelled(jobs: readonly PlannedJob[]): readonly PlannedJob[] {
  const random = seededRandom(SEED + 1);
  const draws = jobs.map((_, index) => ({ index, rank: random(), cancelAfter: random() * LATEST_CANCEL_SECONDS }));
  const cancelled = new Map(
    [...draws]
      .sort((a, b) => a.rank - b.rank)
      .slice(0, Math.floor(jobs.length / 2))
      .map(({ index, cancelAfter }) => [index, cancelAfter]),
  );
  return jobs.map((job, index) => {
    const cancelAfter = cancelled.get(index);
    return cancelAfter === undefined ? job : { ...job, cancelAt: job.at + cancelAfter };
  });
}
