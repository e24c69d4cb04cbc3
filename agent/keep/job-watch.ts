import type { Job, Listing } from '../../providers/contract/agent-service';
import { FirstSight } from './first-sight';
import type { Metrics } from './metrics';

/**
 * Turns the job requests of one round after the other into metrics. The first round only says which jobs are old, so that
 * a restart counts nothing twice; what happens while nobody looks is not counted.
 */
export class JobWatch {
  readonly #metrics: Pick<Metrics, 'showJobs' | 'countFinished' | 'countStart'>;
  readonly #received = new FirstSight();
  readonly #finished = new FirstSight();

  constructor(metrics: Pick<Metrics, 'showJobs' | 'countFinished' | 'countStart'>) {
    this.#metrics = metrics;
  }

  /** @param listing the unfinished jobs and the last finished ones; undefined when they could not be read */
  show(listing: Listing<Job> | undefined): void {
    const requests = listing?.value;
    const unfinished = requests?.filter(({ result }) => !result);
    const running = unfinished?.filter(wasReceived).length ?? 0;
    const queued = unfinished?.filter((request) => !wasReceived(request)) ?? [];
    this.#metrics.showJobs(unfinished && { queued: queued.length, running, oldestSeconds: oldest(queued, listing?.serverTime) });
    if (requests === undefined) return;

    for (const { queueTime, receiveTime } of this.#received.among(requests.filter(wasReceived))) {
      // A time before the queueing would be the server's error; it takes nothing from the sum.
      if (queueTime !== undefined && receiveTime !== undefined) this.#metrics.countStart(Math.max(0, receiveTime - queueTime) / 1000);
    }
    for (const { result } of this.#finished.among(requests.filter(({ result }) => result))) this.#metrics.countFinished(result ?? '');
  }
}

const wasReceived = ({ receiveTime }: Job) => receiveTime !== undefined;

/** How long the first of these has been in the queue, in seconds; 0 when there is none, undefined when nobody can tell. */
function oldest(queued: readonly Job[], serverTime: number | undefined): number | undefined {
  const ages = queued.map(({ queueTime = Number.NaN }) => (serverTime ?? Number.NaN) - queueTime);
  return ages.some(Number.isNaN) ? undefined : Math.max(0, ...ages) / 1000;
}
