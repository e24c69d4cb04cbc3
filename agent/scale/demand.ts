import type { WaitingJob } from '../../providers/contract/queue';
import type { ScalerEntry } from '../settings/scaler-entry';
import type { AgentTracker } from './agent-tracker';
import type { AgentFacts } from './facts';
import type { ParallelJobs } from './parallel-jobs';
import type { Queues } from './queues';

/** The jobs that wait for agents of the entries of one service. */
export interface Demand {
  /** In order of preference. */
  readonly entries: readonly ScalerEntry[];
  /** The image of new agents; undefined if it is not known. */
  readonly image: string | undefined;
  /** Whether the jobs of an entry are known. */
  isKnown(entry: string): boolean;
  /** The jobs that wait, the oldest first. Those of entries that are not known are missing. */
  readonly waiting: readonly WaitingJob[];
  /** The agents of an entry, for a decision about these jobs. */
  facts(entry: string): readonly AgentFacts[];
  /** The most agents of these entries; infinity without a limit. */
  readonly agentLimit: number;
}

export interface QueueDemandParts extends Pick<Demand, 'entries' | 'image'> {
  readonly queues: Pick<Queues, 'readAt' | 'waiting'>;
  readonly tracker: Pick<AgentTracker, 'facts'>;
  readonly parallelJobs: Pick<ParallelJobs, 'agentLimit'>;
}

/** The jobs in queues that the scaler reads. */
export class QueueDemand implements Demand {
  readonly entries: readonly ScalerEntry[];
  readonly image: string | undefined;
  readonly #parts: QueueDemandParts;

  constructor(parts: QueueDemandParts) {
    this.entries = parts.entries;
    this.image = parts.image;
    this.#parts = parts;
  }

  isKnown(entry: string): boolean {
    return this.#parts.queues.readAt(entry) !== undefined;
  }

  get waiting(): readonly WaitingJob[] {
    return this.#parts.queues.waiting;
  }

  facts(entry: string): readonly AgentFacts[] {
    const { queues, tracker } = this.#parts;
    return tracker.facts(entry, queues.readAt(entry) ?? Number.NEGATIVE_INFINITY);
  }

  get agentLimit(): number {
    return this.#parts.parallelJobs.agentLimit;
  }
}
