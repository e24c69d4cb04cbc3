import { AGENT_POD, SCALER } from '../../config/timings';
import { type AgentState, agentState, jobHasEnded, podHasEnded } from './agent-state';
import type { AgentFacts } from './facts';
import { JOB_NAME_LABEL, type JobObject, type PodObject, SCALED_JOB_LABEL } from './kubernetes-objects';

/** Obstacles that a new node removes. */
const WAITS_FOR_NODE: ReadonlySet<string> = new Set(['Unschedulable', 'SchedulingGated']);

/** One Job of Kubernetes with its agent, over its life. Times are those of this machine's clock, in milliseconds. */
export interface TrackedAgent {
  readonly job: JobObject;
  readonly entry: string;
  readonly pod: PodObject | undefined;
  readonly state: AgentState;
  /** When this program first saw the Job. */
  readonly seenAt: number;
  /** When this program first saw that the agent takes no job any more. */
  readonly overAt: number | undefined;
  /** Since when the pod has an obstacle; undefined while it has none. */
  readonly obstacleSince: number | undefined;
}

/**
 * Follows the Jobs and pods of all entries, by lists and by the events of a watch. It also remembers which agents have
 * received a job: an agent whose short job has ended is in no answer of the service any more.
 */
export class AgentTracker {
  readonly #now: () => number;
  #jobs = new Map<string, JobObject>();
  #pods = new Map<string, PodObject>();
  #agents = new Map<string, TrackedAgent>();
  readonly #received = new Set<string>();
  readonly #done = new Set<string>();
  readonly #leaving = new Set<string>();

  /** @param now the time in milliseconds; it may start anywhere, but must not go back */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes complete lists of Jobs and pods. */
  replace(jobs: readonly JobObject[], pods: readonly PodObject[]): void {
    this.#jobs = listed(jobs, this.#jobs, jobHasEnded);
    this.#pods = listed(pods, this.#pods, podHasEnded);
    this.#update();
  }

  setJob(job: JobObject): void {
    this.#jobs.set(job.metadata.name, job);
    this.#update();
  }

  deleteJob({ metadata }: JobObject): void {
    this.#jobs.delete(metadata.name);
    this.#update();
  }

  setPod(pod: PodObject): void {
    this.#pods.set(pod.metadata.name, pod);
    this.#update();
  }

  deletePod({ metadata }: PodObject): void {
    this.#pods.delete(metadata.name);
    this.#update();
  }

  /** Notes that these agents have received a job. */
  noteReceived(names: Iterable<string>): void {
    for (const name of names) this.#received.add(name);
  }

  /** Notes that the jobs of these agents have ended. */
  noteDone(names: Iterable<string>): void {
    for (const name of names) {
      this.#received.add(name);
      this.#done.add(name);
    }
  }

  /** Notes that an idle agent was told to leave. */
  noteLeaving(name: string): void {
    this.#leaving.add(name);
    this.#update();
  }

  hasReceived(name: string): boolean {
    return this.#received.has(name);
  }

  isDone(name: string): boolean {
    return this.#done.has(name);
  }

  /** The Jobs that exist, and those that have gone since the last call of `forgetBefore`. */
  get agents(): readonly TrackedAgent[] {
    return [...this.#agents.values()];
  }

  /** The names of the agents whose pod has this address. A pod that has ended has none: another one may have it. */
  namesAt(address: string): readonly string[] {
    const pods = this.agents.filter(({ state }) => !state.finished && !state.podEnded).flatMap(({ pod }) => pod ?? []);
    return pods.filter(({ status }) => status?.podIPs?.some(({ ip }) => ip === address)).map(({ metadata }) => metadata.name);
  }

  /**
   * The agents of an entry for one decision.
   * @param queueReadAt when the reading of the queue began. An agent that was over before takes none of its jobs.
   */
  facts(entry: string, queueReadAt: number): AgentFacts[] {
    return this.agents.filter((agent) => agent.entry === entry).map((agent) => this.#factsOf(agent, queueReadAt));
  }

  /** Forgets the Jobs that have ended before this time, but not those that are needed for longer. */
  forgetBefore(time: number, isNeeded: (agent: TrackedAgent) => boolean = () => false): void {
    for (const [name, agent] of this.#agents) {
      const { overAt } = agent;
      if (!this.#jobs.has(name) && overAt !== undefined && overAt < time && !isNeeded(agent)) this.#agents.delete(name);
    }
    const names = new Set(this.agents.map(({ pod }) => pod?.metadata.name));
    for (const memory of [this.#received, this.#done, this.#leaving]) for (const name of memory) if (!names.has(name)) memory.delete(name);
  }

  #factsOf(agent: TrackedAgent, queueReadAt: number): AgentFacts {
    const { entry, pod, state, overAt } = agent;
    const name = pod?.metadata.name;
    const stuck = this.isStuck(agent);
    const unfinished = !state.finished && !state.podEnded;
    return {
      entry,
      name,
      onItsWay: !stuck && !(name !== undefined && this.#received.has(name)) && (overAt === undefined || overAt > queueReadAt),
      unfinished,
      ending: unfinished && state.ended,
      stuck,
    };
  }

  /** Whether its pod has been unable to start for so long that it counts as unable. */
  isStuck({ obstacleSince, state }: TrackedAgent): boolean {
    if (state.over || obstacleSince === undefined) return false;
    // The cluster may have to create a node first.
    const limit = WAITS_FOR_NODE.has(state.obstacle ?? '') ? AGENT_POD.startUp : SCALER.stuck;
    return this.#now() - obstacleSince >= limit.milliseconds;
  }

  /** Derives the agents from Jobs and pods. A Job that has gone stays, as over, until it is forgotten. */
  #update(): void {
    const now = this.#now();
    const podOf = new Map([...this.#pods.values()].map((pod) => [pod.metadata.labels?.[JOB_NAME_LABEL], pod]));
    for (const job of this.#jobs.values()) {
      const before = this.#agents.get(job.metadata.name);
      const pod = podOf.get(job.metadata.name) ?? before?.pod;
      const gone = pod !== undefined && !this.#pods.has(pod.metadata.name);
      const seen = agentState(job, pod);
      const left = pod !== undefined && this.#leaving.has(pod.metadata.name);
      const state = { ...seen, over: seen.over || gone || left, podEnded: seen.podEnded || gone };
      this.#agents.set(job.metadata.name, {
        job,
        entry: job.metadata.labels?.[SCALED_JOB_LABEL] ?? '',
        pod,
        state,
        seenAt: before?.seenAt ?? now,
        // A Job that a list lacked, because the list was older than its event, is back with the next event.
        overAt: state.over ? (before?.overAt ?? now) : undefined,
        obstacleSince: state.obstacle === undefined ? undefined : (before?.obstacleSince ?? now),
      });
    }
    for (const [name, agent] of this.#agents) {
      if (this.#jobs.has(name)) continue;
      const state = { ...agent.state, finished: true, over: true };
      this.#agents.set(name, { ...agent, state, overAt: agent.overAt ?? now });
    }
  }
}

/** The objects of a list by name. The list may be older than the last event of the watch, so what has ended stays so. */
function listed<T extends JobObject | PodObject>(
  list: readonly T[],
  before: ReadonlyMap<string, T>,
  hasEnded: (object: T) => boolean,
): Map<string, T> {
  return new Map(
    list.map((object) => {
      const known = before.get(object.metadata.name);
      const isFinal = known !== undefined && known.metadata.uid === object.metadata.uid && hasEnded(known);
      return [object.metadata.name, isFinal ? known : object];
    }),
  );
}
