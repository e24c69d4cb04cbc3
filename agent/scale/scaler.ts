import { SCALER } from '../../config/timings';
import { warmAgentsAt } from '../../config/warm/warm-agents';
import type { Clock } from '../../lib/clock';
import type { ScalerEntry } from '../settings/scaler-entry';
import type { AgentTracker, TrackedAgent } from './agent-tracker';
import { Anticipation } from './anticipation';
import { Attempts } from './attempts';
import { decide } from './decide';
import type { AgentFacts, EntryFacts } from './facts';
import { imageSince, outdatedAgent } from './outdated';
import type { ParallelJobs } from './parallel-jobs';
import type { Decision } from './plan';
import type { Queues } from './queues';
import { isToLeave } from './stay';

export interface ScalerParts {
  /** In order of preference. */
  readonly entries: readonly ScalerEntry[];
  /** The image of new agents. */
  readonly image: string;
  readonly queues: Pick<Queues, 'publish' | 'readAt' | 'oldestReadAt' | 'waiting' | 'received'>;
  readonly tracker: AgentTracker;
  readonly parallelJobs: Pick<ParallelJobs, 'agentLimit'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Milliseconds since 1970. */
  readonly wallTime: () => number;
}

/** Answers KEDA's polls and the questions of idle agents, from the last readings. It calls nothing. */
export class Scaler {
  readonly #parts: ScalerParts;
  readonly #attempts: ReadonlyMap<string, Attempts>;
  readonly #anticipation: Anticipation;
  readonly #startedAt: number;
  /** When KEDA last asked for each entry. */
  readonly #askedAt = new Map<string, number>();
  /** When each entry last got an answer other than 0. */
  readonly #answeredAt = new Map<string, number>();
  /** When Jobs and pods were last listed. */
  #listedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: ScalerParts) {
    const { entries, tracker, clock } = parts;
    this.#parts = parts;
    this.#startedAt = parts.wallTime();
    const isStuck = (agent: TrackedAgent) => tracker.isStuck(agent);
    this.#attempts = new Map(entries.map(({ name }) => [name, new Attempts(() => clock.now(), isStuck)]));
    const steady = entries.filter(({ anticipate }) => anticipate).map(({ name }) => name);
    this.#anticipation = new Anticipation(steady, tracker, () => clock.now());
  }

  get entries(): readonly ScalerEntry[] {
    return this.#parts.entries;
  }

  /** Call when Jobs and pods have been listed. @param startedAt when the lists began */
  noteLists(startedAt: number): void {
    const { queues, tracker } = this.#parts;
    this.#listedAt = startedAt;
    queues.publish(startedAt);
    // Not before: an agent would have its job, and the job would still wait.
    tracker.noteReceived(queues.received.map(({ agent }) => agent));
    if (Number.isFinite(queues.oldestReadAt)) this.#anticipation.note([queues]);
    tracker.forgetBefore(queues.oldestReadAt);
    for (const { name } of this.entries) this.#attempts.get(name)?.update(this.#agentsOf(name));
  }

  /** Whether the readings that an entry's number is made from may be used. */
  isReady(entry: string): boolean {
    const { queues } = this.#parts;
    return queues.readAt(entry) !== undefined && this.#knowsAgents;
  }

  /** Whether the lists of Jobs and pods may be used. */
  get #knowsAgents(): boolean {
    return this.#parts.clock.now() - this.#listedAt <= SCALER.stale.milliseconds;
  }

  /** The decisions for all entries whose readings may be used. */
  decisions(): readonly Decision[] {
    // Agents of all entries take parallel jobs, also of those whose queue cannot be read.
    const facts = new Map(this.entries.map(({ name }) => [name, this.#factsOf(name)]));
    const ready = this.entries.filter(({ name }) => this.isReady(name));
    return decide({
      entries: ready.map((entry) => this.#entryFacts(entry, facts.get(entry.name) ?? [])),
      jobs: this.#parts.queues.waiting,
      agents: [...facts.values()].flat(),
      agentLimit: this.#parts.parallelJobs.agentLimit,
    });
  }

  /**
   * The decision to answer a poll of KEDA with. Undefined if the readings are too old. The answer is 0 while KEDA may not see
   * yet what it has created: within a moment of its last poll, and of the appearance of a Job. It is also 0 if the same Jobs were
   * asked for before and the lists are late: Jobs may have ended unseen, and KEDA would replace them.
   */
  answer(entry: string): Decision | undefined {
    const decision = this.decisions().find((each) => each.entry === entry);
    if (decision === undefined) return undefined;
    const now = this.#parts.clock.now();
    const askedAt = this.#askedAt.get(entry) ?? Number.NEGATIVE_INFINITY;
    this.#askedAt.set(entry, now);
    const last = Math.max(askedAt, ...this.#agentsOf(entry).map(({ seenAt }) => seenAt));
    const isLate =
      now - this.#listedAt > SCALER.lateList.milliseconds && (this.#answeredAt.get(entry) ?? Number.NEGATIVE_INFINITY) > this.#listedAt;
    if (now - last < SCALER.repeat.milliseconds || isLate) return { ...decision, answer: 0 };
    if (decision.answer > 0) this.#answeredAt.set(entry, now);
    return decision;
  }

  /** Whether an idle agent may go on waiting; see `isToLeave`. Undefined if that is not known. */
  mayStay(agentName: string): boolean | undefined {
    const { tracker } = this.#parts;
    const agent = this.#agentNamed(agentName);
    const entry = this.entries.find(({ name }) => name === agent?.entry);
    if (agent === undefined || entry === undefined || !this.isReady(entry.name)) return undefined;
    if (tracker.hasReceived(agentName)) return true;
    // Also if it asks again because the first answer was lost: it counts as leaving.
    if (agent.state.over) return false;
    const decision = this.decisions().find((each) => each.entry === entry.name);
    if (decision === undefined) return undefined;
    const leaves = isToLeave({
      agent,
      idle: this.#idle(entry.name),
      outdated: this.#outdated(entry),
      warm: this.#warm(entry),
      decision,
      othersEnd: this.#agentsOf(entry.name).some(({ state }) => state.over && !state.finished && !state.podEnded),
      cannotStart: this.obstacle(entry.name) !== undefined,
    });
    if (leaves) tracker.noteLeaving(agentName);
    return !leaves;
  }

  /** Whether an agent may be one of these entries. While the Jobs and pods are not known, any may. */
  mayKnow(agentName: string): boolean {
    const entry = this.#agentNamed(agentName)?.entry;
    return !this.#knowsAgents || this.entries.some(({ name }) => name === entry);
  }

  /** Jobs whose pod cannot start and that the next attempt is to replace. */
  jobsToDelete(): readonly TrackedAgent[] {
    const { tracker } = this.#parts;
    return tracker.agents.filter((agent) => tracker.isStuck(agent) && this.#attempts.get(agent.entry)?.isDue);
  }

  /** Why the pods of an entry cannot start; undefined if they can. */
  obstacle(entry: string): string | undefined {
    return this.#attempts.get(entry)?.reason;
  }

  #entryFacts(entry: ScalerEntry, agents: readonly AgentFacts[]): EntryFacts {
    const onTheirWay = agents.filter(({ onItsWay }) => onItsWay).length;
    // The replacement of an outdated agent is created before the agent leaves.
    const warm = this.#warm(entry) + (this.#outdated(entry) === undefined ? 0 : 1);
    const { name, maxAgents } = entry;
    return { name, maxAgents, warm, attempts: this.#attempts.get(name)?.allowed(onTheirWay) ?? Number.POSITIVE_INFINITY };
  }

  /** How many idle agents are wanted beyond the queue. */
  #warm({ name, warm }: ScalerEntry): number {
    return Math.max(warmAgentsAt(warm, this.#parts.wallTime()), this.#anticipation.wanted(name));
  }

  /** The agent to replace next, while warm agents are wanted. */
  #outdated(entry: ScalerEntry): TrackedAgent | undefined {
    if (this.#warm(entry) === 0) return undefined;
    const { image, wallTime } = this.#parts;
    const since = imageSince(image, this.#agentsOf(entry.name), this.#startedAt);
    return outdatedAgent(this.#idle(entry.name), { image, maxHours: entry.warmMaxHours, imageSince: since }, wallTime());
  }

  /** Agents that have started and have no job. */
  #idle(entry: string): readonly TrackedAgent[] {
    const { tracker } = this.#parts;
    return this.#agentsOf(entry).filter(
      ({ state, pod }) => state.started && !state.over && pod !== undefined && !tracker.hasReceived(pod.metadata.name),
    );
  }

  #agentNamed(name: string): TrackedAgent | undefined {
    return this.#parts.tracker.agents.find(({ pod }) => pod?.metadata.name === name);
  }

  #agentsOf(entry: string): readonly TrackedAgent[] {
    return this.#parts.tracker.agents.filter((agent) => agent.entry === entry);
  }

  #factsOf(entry: string): readonly AgentFacts[] {
    const { queues, tracker } = this.#parts;
    return tracker.facts(entry, queues.readAt(entry) ?? Number.NEGATIVE_INFINITY);
  }
}
