import type { Job, Listing } from '../../providers/contract/agent-service';
import type { Metrics } from './metrics';
import { SeenJobs } from './seen-jobs';

/**
 * Turns the jobs that each round lists into metrics. The first round only records which jobs are old, so that a restart counts
 * no job twice. What happens while this program does not run is not counted.
 */
export class JobWatch {
  readonly #metrics: Pick<Metrics, 'showJobs' | 'countFinished' | 'countStart'>;
  readonly #received = new SeenJobs();
  readonly #finished = new SeenJobs();

  constructor(metrics: Pick<Metrics, 'showJobs' | 'countFinished' | 'countStart'>) {
    this.#metrics = metrics;
  }

  /** @param listing the unfinished jobs and the last finished ones; undefined if they could not be read */
  show(listing: Listing<Job> | undefined): void {
    const jobs = listing?.value;
    const unfinished = jobs?.filter(({ result }) => !result);
    const running = unfinished?.filter(wasReceived).length ?? 0;
    const queued = unfinished?.filter((job) => !wasReceived(job)) ?? [];
    this.#metrics.showJobs(unfinished && { queued: queued.length, running, oldestSeconds: oldestSeconds(queued, listing?.serverTime) });
    if (jobs === undefined) return;

    for (const { queueTime, receiveTime } of this.#received.newOf(jobs.filter(wasReceived))) {
      // If the server says that a job was received before it was queued, that must not reduce the sum.
      if (queueTime !== undefined && receiveTime !== undefined) this.#metrics.countStart(Math.max(0, receiveTime - queueTime) / 1000);
    }
    for (const { result } of this.#finished.newOf(jobs.filter(({ result }) => result))) this.#metrics.countFinished(result ?? '');
  }
}

const wasReceived = ({ receiveTime }: Job) => receiveTime !== undefined;

/** How long the oldest of these jobs has been in the queue, in seconds; 0 without jobs, undefined if a time is missing. */
function oldestSeconds(queued: readonly Job[], serverTime: number | undefined): number | undefined {
  const ages = queued.map(({ queueTime = Number.NaN }) => (serverTime ?? Number.NaN) - queueTime);
  return ages.some(Number.isNaN) ? undefined : Math.max(0, ...ages) / 1000;
}
