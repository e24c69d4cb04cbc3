import type { Load, PlannedJob } from './load';
import { poissonArrivals, seededRandom } from './random';

/** Any fixed number, so that arrivals and cancellations are the same for every variant and in every run. */
const SEED = 20;
const MEAN_GAP_SECONDS = 2;
/** Longest time from queueing to cancellation. Some jobs are cancelled before a pod exists, some while it starts, some while they run. */
const LATEST_CANCEL_SECONDS = 40;

/** Returns the loads. @param quick whether to return smaller ones, to test the benchmark itself */
export function loadsOf({ quick }: { readonly quick: boolean }): readonly Load[] {
  const trickle = poissonJobs(quick ? 20 : 120);
  return [
    { id: 'burst', title: `${quick ? 3 : 10} jobs together`, jobs: repeat({ at: 0, runSeconds: quick ? 5 : 20 }, quick ? 3 : 10) },
    {
      id: 'two-waves',
      title: quick ? '2 jobs, 2 more while they run' : '5 jobs, 5 more while they run',
      jobs: [...repeat({ at: 0, runSeconds: 60 }, quick ? 2 : 5), ...repeat({ at: 31, runSeconds: 60 }, quick ? 2 : 5)],
    },
    { id: 'flood', title: `${quick ? 6 : 60} jobs together`, jobs: repeat({ at: 0, runSeconds: quick ? 5 : 20 }, quick ? 6 : 60) },
    { id: 'poisson', title: `a job every 2 s for ${quick ? '20 s' : '2 min'}`, jobs: trickle },
    { id: 'poisson-cancelled', title: 'a job every 2 s, half cancelled', jobs: halfCancelled(trickle) },
  ];
}

const repeat = (job: PlannedJob, count: number): PlannedJob[] => Array.from({ length: count }, () => job);

function poissonJobs(duration: number): readonly PlannedJob[] {
  return poissonArrivals(seededRandom(SEED), MEAN_GAP_SECONDS, duration).map((at) => ({ at, runSeconds: 10 }));
}

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
