import type { BegunJob } from '../../providers/contract/assigned-jobs';
import type { QueueReading } from '../../providers/contract/queue';
import type { AgentTracker } from './agent-tracker';
import { Arrivals } from './arrivals';

/** How many starts of agents are remembered. */
const STARTS = 20;

/**
 * How many agents to start beyond the queue in a steady stream of jobs: as many as jobs are likely to arrive during one start.
 * Both the rate of arrivals and the time of a start are measured.
 */
export class Anticipation {
  readonly #entries: readonly string[];
  readonly #tracker: AgentTracker;
  readonly #arrivals: ReadonlyMap<string, Arrivals>;
  readonly #startsMs = new Map<string, readonly number[]>();
  #seen: ReadonlySet<number> | undefined;
  #received: ReadonlySet<number> = new Set();

  constructor(entries: readonly string[], tracker: AgentTracker, now: () => number) {
    this.#entries = entries;
    this.#tracker = tracker;
    this.#arrivals = new Map(entries.map((entry) => [entry, new Arrivals(now)]));
  }

  /** Call after all queues have been read. */
  note(readings: readonly QueueReading[]): void {
    const entryOf = new Map(this.#tracker.agents.map(({ pod, entry }) => [pod?.metadata.name, entry]));
    const received = readings.flatMap((reading) => reading.received);
    const jobs = [
      ...readings.flatMap(({ waiting }) => waiting.map(({ id, fits }) => ({ id, entry: fits[0] }))),
      ...received.map(({ id, agent }) => ({ id, entry: entryOf.get(agent) })),
    ];
    for (const entry of this.#entries) {
      // The jobs of the first reading may be old.
      const fresh = jobs.filter((job) => job.entry === entry && this.#seen?.has(job.id) === false);
      this.noteArrivals(entry, fresh.length);
    }
    for (const job of received.filter(({ id }) => !this.#received.has(id))) this.noteStart(job);
    this.#seen = new Set(jobs.map(({ id }) => id));
    this.#received = new Set(received.map(({ id }) => id));
  }

  noteArrivals(entry: string, jobs: number): void {
    this.#arrivals.get(entry)?.note(jobs);
  }

  /** Notes how long the agent of a job took to start. Only an agent whose job waited for it shows that. */
  noteStart({ agent, queuedAt, receivedAt }: BegunJob): void {
    const found = this.#tracker.agents.find(({ pod }) => pod?.metadata.name === agent);
    const createdAt = Date.parse(found?.job.metadata.creationTimestamp ?? '');
    if (found === undefined || queuedAt === undefined || receivedAt === undefined || !(queuedAt <= createdAt)) return;
    const starts = this.#startsMs.get(found.entry) ?? [];
    this.#startsMs.set(found.entry, [...starts, Math.max(0, receivedAt - createdAt)].slice(-STARTS));
  }

  /** The number of agents to have beyond the queue. */
  wanted(entry: string): number {
    const starts = (this.#startsMs.get(entry) ?? []).toSorted((one, other) => one - other);
    const median = starts[Math.floor(starts.length / 2)] ?? 0;
    return Math.round((this.#arrivals.get(entry)?.rate ?? 0) * median);
  }
}
