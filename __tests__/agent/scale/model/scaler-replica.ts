import { AgentTracker } from '../../../../agent/scale/agent-tracker';
import { decide } from '../../../../agent/scale/decide';
import type { WaitingJob } from '../../../../agent/scale/facts';
import type { JobObject, PodObject } from '../../../../agent/scale/kubernetes-objects';
import { SCALER } from '../../../../config/timings';
import type { World } from './agent-life';
import type { Change } from './cluster';
import type { Request } from './service';

/** An answer to KEDA, and what it was made from. */
export interface Answer {
  readonly value: number;
  /** Jobs that this replica counted as unfinished. */
  readonly unfinished: ReadonlySet<string>;
}

/** A reading of the queue. */
interface Snapshot {
  readonly requests: readonly Request[];
  readonly startedAt: number;
}

/** One replica of the scaler: the real tracker and the real decision, between a model of the queue and of the API server. */
export class ScalerReplica {
  readonly #world: World;
  readonly #index: number;
  #tracker: AgentTracker;
  #snapshot: Snapshot | undefined;
  #watches: (() => void)[] = [];
  #life = 0;
  readonly #quietUntil = new Map<string, number>();

  constructor(world: World, index: number) {
    this.#world = world;
    this.#index = index;
    this.#tracker = new AgentTracker(() => world.clock.now);
    this.#poll(this.#life);
  }

  /** Starts anew, without any memory. */
  restart(): void {
    this.#life += 1;
    const { clock, random } = this.#world;
    this.#endWatches();
    this.#snapshot = undefined;
    this.#quietUntil.clear();
    this.#tracker = new AgentTracker(() => clock.now);
    const life = this.#life;
    clock.in(random.in([500, 4_000]), () => this.#poll(life));
  }

  /** The answer for an entry; undefined for an error. */
  answer(entry: string): Answer | undefined {
    const { scenario, clock } = this.#world;
    if (this.#snapshot === undefined || clock.now - this.#snapshot.startedAt > SCALER.stale.milliseconds) return undefined;
    const decision = this.#decide().find((each) => each.entry === entry);
    const agents = this.#tracker.agents.filter((each) => each.entry === entry);
    const unfinished = agents.filter(({ state }) => !state.finished && !state.podEnded).map(({ job }) => job.metadata.name);
    const value = this.#isRepeat(entry) ? 0 : (decision?.answer ?? 0);
    if (scenario.repeat !== 'never' && !(scenario.repeat === 'after-an-answer-above-0' && value === 0) && !this.#isRepeat(entry))
      this.#quietUntil.set(entry, clock.now + SCALER.repeat.milliseconds);
    return { value, unfinished: new Set(unfinished) };
  }

  /** Whether an idle agent may stay: while there are not more than are wanted. */
  mayStay(entry: string, name: string): boolean {
    const warm = this.#world.scenario.entries.find((each) => each.name === entry)?.warm ?? 0;
    if (this.#snapshot === undefined) return false;
    const onTheirWay = this.#tracker.facts(entry, this.#snapshot.startedAt).filter((each) => each.onItsWay).length;
    if (onTheirWay <= warm) return true;
    this.#tracker.noteLeaving(name);
    return false;
  }

  #isRepeat(entry: string): boolean {
    const { scenario, clock } = this.#world;
    if ((this.#quietUntil.get(entry) ?? 0) > clock.now) return true;
    const since = clock.now - SCALER.repeat.milliseconds;
    return scenario.repeat === 'after-an-answer-or-a-job' && this.#tracker.agents.some((each) => each.entry === entry && each.seenAt > since);
  }

  #decide() {
    const { scenario } = this.#world;
    const { requests = [], startedAt = 0 } = this.#snapshot ?? {};
    const jobs = requests.flatMap(({ id, entry, received, agent }): WaitingJob[] =>
      received ? [] : [{ id, fits: [entry], assignedTo: agent, limited: true }],
    );
    return decide({
      entries: scenario.entries.map(({ name, max, warm }) => ({ name, maxAgents: max, warm, attempts: Number.POSITIVE_INFINITY })),
      jobs,
      agents: scenario.entries.flatMap(({ name }) => this.#tracker.facts(name, startedAt)),
      agentLimit: scenario.agentLimit,
    });
  }

  #poll(life: number): void {
    const { scenario, clock, random, service } = this.#world;
    if (life !== this.#life) return;
    const startedAt = clock.now;
    clock.in(SCALER.poll.milliseconds, () => this.#poll(life));
    const isCutOff = scenario.queueOutages.some(({ from, takes }) => this.#index === 0 && startedAt >= from && startedAt < from + takes);
    if (isCutOff) return;
    clock.in(random.in(scenario.queueTakes), () => {
      const requests = service.requests();
      clock.in(random.in(scenario.queueTakes), () => this.#list(life, { requests, startedAt }));
    });
  }

  /** Lists Jobs and pods after the queue was read, and watches from there. The two lists are of different moments. */
  #list(life: number, snapshot: Snapshot): void {
    const { scenario, clock, random, cluster } = this.#world;
    let jobs: readonly [JobObject[], number] = [[], 0];
    let pods: readonly [PodObject[], number] = [[], 0];
    const [jobsAfter, podsAfter] = [random.in([1, 20]), random.in([1, 20])];
    clock.in(jobsAfter, () => {
      jobs = [[...cluster.jobs.values()], cluster.version];
    });
    clock.in(podsAfter, () => {
      pods = [[...cluster.pods.values()], cluster.version];
    });
    clock.in(Math.max(jobsAfter, podsAfter) + random.in(scenario.listTakes), () => {
      if (life !== this.#life) return;
      this.#endWatches();
      this.#tracker.replace(jobs[0], pods[0]);
      this.#tracker.noteReceived(snapshot.requests.flatMap(({ received, agent }) => (received && agent !== undefined ? [agent] : [])));
      this.#snapshot = snapshot;
      this.#tracker.forgetBefore(snapshot.startedAt);
      this.#watches = [
        cluster.watch('job', jobs[1], scenario.scalerLag, (change) => this.#apply(change)),
        cluster.watch('pod', pods[1], scenario.scalerLag, (change) => this.#apply(change)),
      ];
    });
  }

  #apply(change: Change): void {
    const { kind, type, object } = change;
    if (kind === 'job') this.#tracker[type === 'DELETED' ? 'deleteJob' : 'setJob'](object);
    else this.#tracker[type === 'DELETED' ? 'deletePod' : 'setPod'](object);
  }

  #endWatches(): void {
    for (const end of this.#watches) end();
    this.#watches = [];
  }
}
