import type { WaitingJob } from '../../providers/contract/queue';

/** What can take jobs: the agents of an entry that are on their way. */
interface Takers {
  readonly capacity: number;
  match(): void;
}

/**
 * Matches waiting jobs with agents that are on their way, so that as many jobs as possible have one (a maximum matching by
 * augmenting paths, in which an earlier job never loses its agent to a later one). Returns the jobs without an agent.
 *
 * The service may assign other pairs: then an agent is left without a job, and another is created for the job that waits.
 */
export function matchJobs(jobs: readonly WaitingJob[], takers: ReadonlyMap<string, Takers>): readonly WaitingJob[] {
  const matched = new Map([...takers.keys()].map((name) => [name, [] as WaitingJob[]]));
  const isFree = (name: string) => (matched.get(name)?.length ?? 0) < (takers.get(name)?.capacity ?? 0);

  const place = (job: WaitingJob, tried: Set<string>): boolean => {
    for (const name of job.fits) {
      const jobsOfEntry = matched.get(name);
      if (jobsOfEntry === undefined || tried.has(name)) continue;
      tried.add(name);
      if (isFree(name)) {
        jobsOfEntry.push(job);
        return true;
      }
      const moved = jobsOfEntry.findIndex((other) => place(other, tried));
      if (moved >= 0) {
        jobsOfEntry[moved] = job;
        return true;
      }
    }
    return false;
  };

  // All jobs of one kind have the same chances, so after the first failure the others need no search.
  const hopeless = new Set<string>();
  const unmatched = jobs.filter((job) => {
    const kind = job.fits.join('\n');
    if (hopeless.has(kind)) return true;
    if (place(job, new Set())) return false;
    hopeless.add(kind);
    return true;
  });
  for (const [name, jobsOfEntry] of matched) for (const _ of jobsOfEntry) takers.get(name)?.match();
  return unmatched;
}
