import type { JobRecord } from './job-record';
import type { Jobs } from './jobs';
import { isIdle, type Runner } from './runner';
import type { ScaleSet } from './scale-set';
import type { Store } from './store';

/** Brings jobs to scale sets and to runners after every change of state. */
export function dispatchJobs(store: Store, jobs: Jobs): void {
  let running = false;
  let again = false;
  store.events.on('change', () => {
    again = true;
    if (running) return;
    running = true;
    try {
      while (again) {
        again = false;
        new Dispatch(store, jobs).run();
      }
    } finally {
      running = false;
    }
  });
}

/** One pass over all jobs, oldest first. */
class Dispatch {
  readonly #store: Store;
  readonly #jobs: Jobs;
  readonly #idle: Runner[];
  /** Scale sets with a session that has announced its capacity, by what a job asks for. */
  readonly #matching = new Map<string, readonly ScaleSet[]>();
  /** Number of assigned and running jobs by scale set. */
  readonly #assigned = new Map<number, number>();

  constructor(store: Store, jobs: Jobs) {
    this.#store = store;
    this.#jobs = jobs;
    this.#idle = store.runners.filter(isIdle);
    for (const { scaleSetId, state } of store.openJobs) {
      if (scaleSetId !== undefined && (state === 'assigned' || state === 'running')) this.#count(scaleSetId);
    }
  }

  run(): void {
    for (const { id } of this.#store.openJobs) this.#advance(this.#store.job(id));
  }

  #advance(job: JobRecord): void {
    switch (job.state) {
      case 'queued':
      case 'available':
        this.#bringToScaleSet(job);
        break;
      case 'acquired':
        this.#assign(job, job.scaleSetId ?? 0);
        break;
      case 'assigned':
        this.#bringToRunner(job);
        break;
      default:
    }
  }

  #bringToScaleSet(job: JobRecord): void {
    const outside = job.state === 'queued' ? this.#takeIdle((runner) => this.#suits(runner, job)) : undefined;
    if (outside === undefined) this.#offer(job);
    else this.#jobs.reserve(job, outside);
  }

  #offer(job: JobRecord): void {
    const sets = this.#setsFor(job);
    const blind = sets.flatMap(({ session }) => (session?.isBlind && !job.missedBy.includes(session.id) ? [session.id] : []));
    if (blind.length > 0) {
      this.#jobs.miss(job, blind);
      return;
    }
    const open = sets.filter(({ session }) => !job.missedBy.includes(session?.id ?? ''));
    if (this.#store.mode === 'direct') {
      const free = open.find(({ id, session }) => (this.#assigned.get(id) ?? 0) < (session?.capacity ?? 0));
      if (free !== undefined) this.#assign(job, free.id);
      return;
    }
    const others = open.filter(({ id }) => !job.offeredTo.includes(id));
    if (others.length > 0) this.#jobs.offer(job, others);
  }

  #setsFor({ repository, labels }: JobRecord): readonly ScaleSet[] {
    const key = [repository, ...labels].join('\n');
    const known = this.#matching.get(key);
    if (known !== undefined) return known;
    const sets = this.#store.scaleSets.filter((set) => set.session?.capacity !== undefined && set.matches(repository, labels));
    this.#matching.set(key, sets);
    return sets;
  }

  #assign(job: JobRecord, scaleSetId: number): void {
    this.#count(scaleSetId);
    this.#jobs.assign(job, scaleSetId);
  }

  #bringToRunner(job: JobRecord): void {
    if (job.runnerId !== undefined || job.scaleSetId === undefined) return;
    const runner = this.#takeIdle(({ scaleSetId }) => scaleSetId === job.scaleSetId);
    if (runner !== undefined) this.#jobs.reserve(job, runner);
  }

  /** Whether a runner outside scale sets has all labels of a job, and the repository of the job may use its group. */
  #suits({ scaleSetId, scopeId, groupId, labels }: Runner, job: JobRecord): boolean {
    const own = labels.map((label) => label.toLowerCase());
    const scope = this.#store.scopes.find(({ id }) => id === scopeId);
    const isOutside: boolean = scaleSetId === 0 && scope?.serves(job.repository, groupId) === true;
    return isOutside && job.labels.every((label) => own.includes(label.toLowerCase()));
  }

  #takeIdle(isWanted: (runner: Runner) => boolean): Runner | undefined {
    const index = this.#idle.findIndex(isWanted);
    return index < 0 ? undefined : this.#idle.splice(index, 1)[0];
  }

  #count(scaleSetId: number): void {
    this.#assigned.set(scaleSetId, (this.#assigned.get(scaleSetId) ?? 0) + 1);
  }
}
