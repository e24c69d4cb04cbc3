import { SCALE_SET } from '../../config/timings';
import type { Clock } from '../../lib/clock';
import type { AssignedJobs, AssignedJobsSink, BegunJob, Closed } from '../../providers/contract/assigned-jobs';
import type { WaitingJob } from '../../providers/contract/queue';
import type { ScalerEntry } from '../settings/scaler-entry';
import type { AgentTracker, TrackedAgent } from './agent-tracker';
import type { Demand } from './demand';
import type { AgentFacts } from './facts';
import { afterAnswer, afterClosing, afterFailure, isFresh, type RunnerConnection, UNKNOWN } from './runner-connection';
import { type JobHolder, waitingCount } from './waiting-count';

/** More than the runners that an entry may have. Each waiting job takes memory and time in every decision, those for other entries included. */
const MAX_WAITING = 10_000;

/** What has happened to jobs of runner pools. */
export interface JobNews {
  /** How many jobs have arrived, by entry. */
  readonly arrived: ReadonlyMap<string, number>;
  readonly begun: readonly BegunJob[];
}

export interface RunnerDemandParts extends Pick<Demand, 'entries' | 'image'> {
  readonly tracker: AgentTracker;
  readonly clock: Pick<Clock, 'now'>;
}

/** The jobs of runner pools, which the service itself counts. */
export class RunnerDemand implements Demand, AssignedJobsSink {
  readonly entries: readonly ScalerEntry[];
  readonly image: string | undefined;
  /** Its jobs need no parallel jobs of an organisation. */
  readonly agentLimit = Number.POSITIVE_INFINITY;
  readonly #tracker: AgentTracker;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #connections = new Map<string, RunnerConnection>();
  readonly #askedAt = new Map<string, number>();
  #arrived = new Map<string, number>();
  #begun: BegunJob[] = [];

  constructor({ entries, image, tracker, clock }: RunnerDemandParts) {
    this.entries = entries;
    this.image = image;
    this.#tracker = tracker;
    this.#clock = clock;
  }

  /** Call when KEDA asks for the number of an entry, whether there is one or not. */
  noteAsked(entry: string): void {
    this.#askedAt.set(entry, this.#clock.now());
  }

  /** When KEDA last asked for the number of an entry, by this machine's clock. */
  askedAt(entry: string): number {
    return this.#askedAt.get(entry) ?? Number.NEGATIVE_INFINITY;
  }

  noteAnswer(entry: string, jobs: AssignedJobs): void {
    this.#connections.set(entry, afterAnswer(this.connection(entry), jobs, this.#clock.now()));
    // Together with the count: otherwise an agent would have its job, and the job would still wait.
    this.#tracker.noteReceived(jobs.begun.map(({ agent }) => agent));
    this.#tracker.noteDone(jobs.ended);
    this.#arrived.set(entry, (this.#arrived.get(entry) ?? 0) + jobs.arrived);
    this.#begun.push(...jobs.begun);
  }

  noteFailure(entry: string): void {
    this.#connections.set(entry, afterFailure(this.connection(entry), this.#clock.now()));
  }

  noteRecreated(entry: string): void {
    for (const { pod, state } of this.#tracker.agents.filter((agent) => agent.entry === entry)) {
      const name = pod?.metadata.name ?? '';
      if (this.#tracker.hasReceived(name)) this.#tracker.noteDone([name]);
      else if (state.started) this.#tracker.noteLeaving(name);
    }
  }

  noteClosed(entry: string, why: Closed): void {
    this.#connections.set(entry, afterClosing(this.connection(entry), why));
  }

  /**
   * Call when Jobs and pods have been listed. A pod is ready once its job has begun. So a replica without the connection, and one
   * that has restarted, know too which agents have a job.
   */
  noteAgents(): void {
    const ready = this.#tracker.agents.filter(({ entry, state }) => state.ready && this.serves(entry));
    this.#tracker.noteReceived(ready.flatMap(({ pod }) => pod?.metadata.name ?? []));
  }

  /** Returns the news since the last call. */
  takeNews(): JobNews {
    const news = { arrived: this.#arrived, begun: this.#begun };
    this.#arrived = new Map();
    this.#begun = [];
    return news;
  }

  /** Whether an entry is a runner pool. */
  serves(entry: string): boolean {
    return this.entries.some(({ name }) => name === entry);
  }

  connection(entry: string): RunnerConnection {
    return this.#connections.get(entry) ?? UNKNOWN;
  }

  isKnown(entry: string): boolean {
    return isFresh(this.connection(entry), this.#clock.now());
  }

  /** Whether another replica has the connection, and so the count, or has the time to get it. */
  isStandby(entry: string): boolean {
    return this.connection(entry).state === 'standby';
  }

  get waiting(): readonly WaitingJob[] {
    const known = this.entries.filter(({ name }) => this.isKnown(name));
    return known.flatMap(({ name }) =>
      Array.from({ length: this.#waitingFor(name) }, (_, id) => ({ id, fits: [name], assignedTo: undefined, limited: false })),
    );
  }

  /** An agent that has ended takes no job that waits: `waitingCount` has subtracted those that it may have had. */
  facts(entry: string): readonly AgentFacts[] {
    return this.#tracker.facts(entry, Number.POSITIVE_INFINITY);
  }

  /** Whether an agent that has ended still matters for the next counts, although its Job is gone. */
  readonly needs = (agent: TrackedAgent): boolean => {
    const { received, done, overAt } = this.#holder(agent);
    if (!this.serves(agent.entry) || overAt === undefined) return false;
    const limit = received && !done ? SCALE_SET.lostRunner : SCALE_SET.lateEvent;
    return this.#clock.now() - overAt <= limit.milliseconds;
  };

  #waitingFor(entry: string): number {
    const { count, countedAt } = this.connection(entry);
    const agents = this.#tracker.agents.filter((agent) => agent.entry === entry);
    const holders = agents.map((agent) => this.#holder(agent));
    return Math.min(waitingCount(count, countedAt, holders, this.#clock.now()), MAX_WAITING);
  }

  #holder({ pod, state, overAt }: TrackedAgent): JobHolder {
    const name = pod?.metadata.name ?? '';
    return { received: this.#tracker.hasReceived(name), done: this.#tracker.isDone(name), started: state.started, overAt };
  }
}
