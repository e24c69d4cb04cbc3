import type { Load, PlannedJob } from './load';
import { poissonArrivals, seededRandom } from './random';

/** Any number; kept, so that every variant and every run sees the same arrivals and the same cancellations. */
const SEED = 20;
const MEAN_GAP_SECONDS = 2;
/** A cancellation comes at most so long after the queueing: some before a pod exists, some while it starts, some while the job runs. */
const LATEST_CANCEL_SECONDS = 40;

/** @param quick a fraction of the jobs, to try the benchmark itself out */
export function loadsOf(quick: boolean): readonly Load[] {
  const trickle = poissonJobs(quick ? 20 : 120);
  return [
    { id: 'burst', title: `${quick ? 3 : 10} jobs at once`, jobs: atOnce(quick ? 3 : 10, { at: 0, runs: quick ? 5 : 20 }) },
    {
      id: 'two-waves',
      title: quick ? '2 jobs, 2 more while they run' : '5 jobs, 5 more while they run',
      jobs: [...atOnce(quick ? 2 : 5, { at: 0, runs: 60 }), ...atOnce(quick ? 2 : 5, { at: 31, runs: 60 })],
    },
    { id: 'flood', title: `${quick ? 6 : 60} jobs at once`, jobs: atOnce(quick ? 6 : 60, { at: 0, runs: quick ? 5 : 20 }) },
    { id: 'poisson', title: `a job every 2 s, ${quick ? '20 s' : '2 min'}`, jobs: trickle },
    { id: 'poisson-cancelled', title: 'the same, half cancelled', jobs: halfCancelled(trickle) },
  ];
}

const atOnce = (count: number, job: PlannedJob): PlannedJob[] => Array.from({ length: count }, () => job);

function poissonJobs(duration: number): readonly PlannedJob[] {
  return poissonArrivals(seededRandom(SEED), MEAN_GAP_SECONDS, duration).map((at) => ({ at, runs: 10 }));
}

function halfCancelled(jobs: readonly PlannedJob[]): readonly PlannedJob[] {
  const random = seededRandom(SEED + 1);
  const lots = jobs.map((_, index) => ({ index, lot: random(), after: random() * LATEST_CANCEL_SECONDS }));
  const drawn = new Map(
    [...lots]
      .sort((a, b) => a.lot - b.lot)
      .slice(0, Math.floor(jobs.length / 2))
      .map(({ index, after }) => [index, after]),
  );
  return jobs.map((job, index) => {
    const after = drawn.get(index);
    return after === undefined ? job : { ...job, cancelAt: job.at + after };
  });
}
