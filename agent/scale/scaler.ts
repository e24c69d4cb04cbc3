import { SCALER } from '../../config/timings';
import type { Clock } from '../../lib/clock';
import type { ScalerEntry } from '../settings/scaler-entry';
import type { AgentTracker, TrackedAgent } from './agent-tracker';
import { Anticipation } from './anticipation';
import { Attempts } from './attempts';
import { decide } from './decide';
import { type Demand, QueueDemand } from './demand';
import type { AgentFacts, EntryFacts } from './facts';
import { FailedRunners } from './failed-runners';
import type { ParallelJobs } from './parallel-jobs';
import type { Decision } from './plan';
import { Polls } from './polls';
import type { Queues } from './queues';
import type { JobNews, RunnerDemand } from './runner-demand';
import { isToLeave } from './stay';
import { WarmAgents } from './warm-agents';

export interface ScalerParts {
  /** The entries whose jobs are in the queues, in order of preference. */
  readonly entries: readonly ScalerEntry[];
  /** The image of their new agents. */
  readonly image: string;
  /** The entries whose jobs the service counts. */
  readonly runners?: RunnerDemand | undefined;
  readonly queues: Pick<Queues, 'publish' | 'readAt' | 'oldestReadAt' | 'waiting' | 'received'>;
  readonly tracker: AgentTracker;
  readonly parallelJobs: Pick<ParallelJobs, 'agentLimit'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Milliseconds since 1970. */
  readonly wallTime: () => number;
}

/** Answers KEDA's polls and the questions of idle agents, from the last readings. It calls nothing. */
export class Scaler {
  readonly entries: readonly ScalerEntry[];
  readonly #parts: ScalerParts;
  readonly #demands: readonly Demand[];
  readonly #attempts: ReadonlyMap<string, Attempts>;
  readonly #failedRunners: ReadonlyMap<string, FailedRunners>;
  readonly #anticipation: Anticipation;
  readonly #warm: WarmAgents;
  readonly #polls: Polls;
  /** When Jobs and pods were last listed. */
  #listedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: ScalerParts) {
    const { runners, tracker, clock, wallTime } = parts;
    const now = () => clock.now();
    this.#parts = parts;
    this.#polls = new Polls(now);
    this.#demands = [new QueueDemand(parts), ...(runners === undefined ? [] : [runners])];
    this.entries = this.#demands.flatMap(({ entries }) => entries);
    this.#attempts = new Map(this.entries.map(({ name }) => [name, new Attempts(now, (agent) => tracker.isStuck(agent))]));
    const hasReceived = ({ pod }: TrackedAgent) => tracker.hasReceived(pod?.metadata.name ?? '');
    this.#failedRunners = new Map(runners?.entries.map(({ name }) => [name, new FailedRunners(now, hasReceived)]));
    const steady = this.entries.filter(({ anticipate }) => anticipate).map(({ name }) => name);
    this.#anticipation = new Anticipation(steady, tracker, now);
    this.#warm = new WarmAgents({ tracker, anticipation: this.#anticipation, wallTime, imageOf: (entry) => this.#demandOf(entry)?.image });
  }

  /** Call when Jobs and pods have been listed. @param startedAt when the lists began */
  noteLists(startedAt: number): void {
    const { queues, tracker, runners } = this.#parts;
    this.#listedAt = startedAt;
    queues.publish(startedAt);
    runners?.noteAgents();
    // Not before: an agent would have its job, and the job would still wait.
    tracker.noteReceived(queues.received.map(({ agent }) => agent));
    if (Number.isFinite(queues.oldestReadAt)) this.#anticipation.note([queues]);
    tracker.forgetBefore(queues.oldestReadAt, runners?.needs);
    for (const { name } of this.entries) {
      const agents = this.#agentsOf(name);
      this.#attempts.get(name)?.update(agents);
      this.#failedRunners.get(name)?.update(agents);
    }
  }

  /** Notes what has happened to jobs that the service counts. */
  noteNews({ arrived, begun }: JobNews): void {
    for (const [entry, jobs] of arrived) this.#anticipation.noteArrivals(entry, jobs);
    for (const job of begun) this.#anticipation.noteStart(job);
  }

  /** Whether the readings that an entry's number is made from may be used. */
  isReady(entry: string): boolean {
    return this.#demandOf(entry)?.isKnown(entry) === true && this.knowsAgents;
  }

  /** Whether another replica has the numbers of an entry, and would be followed by this one. */
  isStandby(entry: string): boolean {
    return this.#parts.runners?.isStandby(entry) === true && this.knowsAgents;
  }

  /** Whether the lists of Jobs and pods may be used. */
  get knowsAgents(): boolean {
    return this.#parts.clock.now() - this.#listedAt <= SCALER.stale.milliseconds;
  }

  /** The decisions for all entries whose readings may be used. */
  decisions(): readonly Decision[] {
    return this.#decisionsFor(({ name }) => this.isReady(name));
  }

  /** The decision to answer a poll of KEDA with. Undefined if the readings are too old. See `Polls` for when the answer is 0. */
  answer(entry: string): Decision | undefined {
    this.#parts.runners?.noteAsked(entry);
    const agents = this.#agentsOf(entry);
    this.#polls.noteAgents(entry, agents);
    const decision = this.decisions().find((each) => each.entry === entry);
    if (decision === undefined) return undefined;
    if (this.#polls.note(entry, agents, this.#listedAt)) return { ...decision, answer: 0 };
    if (decision.answer > 0) this.#polls.noteAnswer(entry);
    return decision;
  }

  /**
   * Whether an idle agent may go on waiting; see `isToLeave`. Undefined if that is not known. If another replica has the numbers,
   * as many may stay as are wanted without any job.
   */
  mayStay(agentName: string): boolean | undefined {
    const { tracker, runners } = this.#parts;
    const agent = this.#agentNamed(agentName);
    const entry = this.entries.find(({ name }) => name === agent?.entry);
    if (agent === undefined || entry === undefined || !(this.isReady(entry.name) || this.isStandby(entry.name))) return undefined;
    // A runner that asks does not know of its job, which may have deleted the handover flags. GitHub refuses to remove it, and that tells it.
    if (tracker.hasReceived(agentName)) return runners?.serves(entry.name) !== true;
    // Also if it asks again because the first answer was lost: it counts as leaving.
    if (agent.state.over) return false;
    const decision = this.#decisionsFor(({ name }) => this.isReady(name) || name === entry.name).find((each) => each.entry === entry.name);
    if (decision === undefined) return undefined;
    const leaves = isToLeave({
      agent,
      idle: this.#warm.idle(entry.name),
      outdated: this.#warm.outdated(entry),
      warm: this.#warm.wanted(entry),
      decision,
      othersEnd: this.#agentsOf(entry.name).some(({ state }) => state.over && !state.finished && !state.podEnded),
      cannotStart: this.obstacle(entry.name) !== undefined,
    });
    if (leaves) tracker.noteLeaving(agentName);
    return !leaves;
  }

  /**
   * Whether a question about an agent comes from the pod of another one: its job asks so that this one leaves. An address that is
   * no agent's may be that of a node, in a cluster that hides those of pods.
   */
  isAskedByOther(agentName: string, address: string): boolean {
    const names = this.#parts.tracker.namesAt(address);
    return names.length > 0 && !names.includes(agentName);
  }

  /** Whether an agent may be one of these entries. While the Jobs and pods are not known, any may. */
  mayKnow(agentName: string): boolean {
    const entry = this.#agentNamed(agentName)?.entry;
    return !this.knowsAgents || this.entries.some(({ name }) => name === entry);
  }

  /** Jobs whose pod cannot start and that the next attempt is to replace. */
  jobsToDelete(): readonly TrackedAgent[] {
    const { tracker } = this.#parts;
    return tracker.agents.filter((agent) => tracker.isStuck(agent) && this.#attempts.get(agent.entry)?.isDue);
  }

  /** Why the pods of an entry cannot start, or fail; undefined if they do not. */
  obstacle(entry: string): string | undefined {
    return this.#attempts.get(entry)?.reason ?? this.#failedRunners.get(entry)?.reason;
  }

  /** Each service has its own parallel jobs, and no job can be served by agents of the other, so each is decided alone. */
  #decisionsFor(isIncluded: (entry: ScalerEntry) => boolean): readonly Decision[] {
    return this.#demands.flatMap((demand) => {
      // Agents of all entries take parallel jobs, also of those whose queue cannot be read.
      const facts = new Map(demand.entries.map(({ name }) => [name, demand.facts(name)]));
      return decide({
        entries: demand.entries.filter(isIncluded).map((entry) => this.#entryFacts(entry, facts.get(entry.name) ?? [])),
        jobs: demand.waiting,
        agents: [...facts.values()].flat(),
        agentLimit: demand.agentLimit,
      });
    });
  }

  #entryFacts(entry: ScalerEntry, agents: readonly AgentFacts[]): EntryFacts {
    const onTheirWay = agents.filter(({ onItsWay }) => onItsWay).length;
    // The replacement of an outdated agent is created before the agent leaves.
    const warm = this.#warm.wanted(entry) + (this.#warm.outdated(entry) === undefined ? 0 : 1);
    const { name, maxAgents } = entry;
    const limits = [this.#attempts.get(name), this.#failedRunners.get(name)].map(
      (each) => each?.allowed(onTheirWay) ?? Number.POSITIVE_INFINITY,
    );
    return { name, maxAgents, warm, attempts: Math.min(...limits), countsEnding: !this.#polls.areSlow };
  }

  #demandOf(entry: string): Demand | undefined {
    return this.#demands.find(({ entries }) => entries.some(({ name }) => name === entry));
  }

  #agentNamed(name: string): TrackedAgent | undefined {
    return this.#parts.tracker.agents.find(({ pod }) => pod?.metadata.name === name);
  }

  #agentsOf(entry: string): readonly TrackedAgent[] {
    return this.#parts.tracker.agents.filter((agent) => agent.entry === entry);
  }
}
