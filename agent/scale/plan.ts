import type { AgentFacts, EntryFacts, Situation } from './facts';

/** Why a waiting job gets no agent now: the entry's maxAgents, the parallel jobs of the organisation, or pods that cannot start. */
export const HOLD_REASONS = ['maximum', 'parallel-jobs', 'cannot-start'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** What is to be done for one entry, and why. */
export interface Decision {
  readonly entry: string;
  /** Unfinished Jobs, as far as they count. */
  readonly running: number;
  /** Jobs in the queue that this entry serves. */
  readonly waiting: number;
  /** Agents that may still take a job. */
  readonly onTheirWay: number;
  /** Agents wanted beyond those for the queue. */
  readonly warm: number;
  /** Jobs of Kubernetes to create for waiting jobs. */
  readonly forJobs: number;
  /** Jobs of Kubernetes to create beyond the queue. */
  readonly forWarm: number;
  /** Waiting jobs for which no Job is created now. */
  readonly heldBack: Readonly<Record<HoldReason, number>>;
  /**
   * The number that KEDA gets: the total of unfinished Jobs to have, or 0 if none is to be created. KEDA's default strategy
   * subtracts its own count of unfinished Jobs, so a Job that it has just created is not created again.
   */
  readonly answer: number;
}

/** How many more agents the parallel jobs allow. A pod that cannot start takes no parallel job. */
export class Room {
  #left: number;

  constructor({ agents, agentLimit }: Situation) {
    this.#left = agentLimit - agents.filter(({ unfinished, stuck }) => unfinished && !stuck).length;
  }

  /** Takes the place of one agent. Returns false if there is none. */
  take({ limited }: { readonly limited: boolean }): boolean {
    if (!limited) return true;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

/** The growing decision for one entry. */
export class Plan {
  readonly #entry: EntryFacts;
  readonly #running: number;
  readonly #onTheirWay: number;
  /** Agents on their way that no job has been matched with. */
  capacity: number;
  #matched = 0;
  #forJobs = 0;
  #forWarm = 0;
  readonly #heldBack: Record<HoldReason, number> = { maximum: 0, 'parallel-jobs': 0, 'cannot-start': 0 };

  constructor(entry: EntryFacts, agents: readonly AgentFacts[]) {
    this.#entry = entry;
    this.#running = agents.filter(({ unfinished, ending }) => unfinished && (entry.countsEnding || !ending)).length;
    this.#onTheirWay = agents.filter(({ onItsWay }) => onItsWay).length;
    this.capacity = this.#onTheirWay;
  }

  match(): void {
    this.capacity -= 1;
    this.#matched += 1;
  }

  /** Why no Job can be created for this entry; undefined if one can. */
  get obstacle(): HoldReason | undefined {
    const created = this.#forJobs + this.#forWarm;
    if (this.#running + created >= this.#entry.maxAgents) return 'maximum';
    return created >= this.#entry.attempts ? 'cannot-start' : undefined;
  }

  addForJob(): void {
    this.#forJobs += 1;
  }

  hold(reason: HoldReason): void {
    this.#heldBack[reason] += 1;
  }

  addWarm(room: Room): void {
    const missing = this.#entry.warm - this.capacity;
    for (let each = 0; each < missing; each++) {
      if (this.obstacle !== undefined || !room.take({ limited: true })) return;
      this.#forWarm += 1;
    }
  }

  decision(): Decision {
    const created = this.#forJobs + this.#forWarm;
    const held = Object.values(this.#heldBack).reduce((sum, count) => sum + count, 0);
    return {
      entry: this.#entry.name,
      running: this.#running,
      waiting: this.#matched + this.#forJobs + held,
      onTheirWay: this.#onTheirWay,
      warm: this.#entry.warm,
      forJobs: this.#forJobs,
      forWarm: this.#forWarm,
      heldBack: this.#heldBack,
      answer: created === 0 ? 0 : this.#running + created,
    };
  }
}
