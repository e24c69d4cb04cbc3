import { AgentTracker } from '../../../../agent/scale/agent-tracker';
import type { JobObject, PodObject } from '../../../../agent/scale/kubernetes-objects';
import type { QueueReading } from '../../../../agent/scale/queue';
import { Scaler } from '../../../../agent/scale/scaler';
import { POLLING, SCALER } from '../../../../config/timings';
import type { World } from './agent-life';
import type { Change } from './cluster';
import type { Outage } from './scenario';

/** An answer to KEDA, and what it was made from. */
export interface Answer {
  readonly value: number;
  /** Jobs that this replica counted as unfinished. */
  readonly unfinished: ReadonlySet<string>;
}

/** A reading of the queue. */
interface Reading extends QueueReading {
  readonly readAt: number;
}

/** The default of a window. */
const ALWAYS = { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '00:00' } as const;

/** One replica of the scaler: the real scaler and tracker, between a model of the queue and of the API server. */
export class ScalerReplica {
  readonly #world: World;
  readonly #index: number;
  #tracker: AgentTracker;
  #scaler: Scaler;
  /** The reading in use, and the one that is used after the next lists. */
  #readings: { readonly used?: Reading; readonly read?: Reading } = {};
  #watches: (() => void)[] = [];
  #life = 0;

  constructor(world: World, index: number) {
    this.#world = world;
    this.#index = index;
    this.#tracker = this.#newTracker();
    this.#scaler = this.#newScaler();
    // Nothing keeps the polls of KEDA and of the replicas in step.
    world.clock.in(world.random.in([0, POLLING.scaler.milliseconds]), () => this.#round(0));
  }

  /** Starts anew, without any memory. */
  restart(): void {
    this.#life += 1;
    this.#endWatches();
    this.#readings = {};
    this.#tracker = this.#newTracker();
    this.#scaler = this.#newScaler();
    const life = this.#life;
    this.#world.clock.in(this.#world.random.in([500, 4_000]), () => this.#round(life));
  }

  /** The answer for an entry; undefined for an error. */
  answer(entry: string): Answer | undefined {
    const decision = this.#world.scenario.waitsForKeda
      ? this.#scaler.answer(entry)
      : this.#scaler.decisions().find((each) => each.entry === entry);
    if (decision === undefined) return undefined;
    const agents = this.#tracker.agents.filter((each) => each.entry === entry);
    const unfinished = agents.filter(({ state }) => !state.finished && !state.podEnded).map(({ job }) => job.metadata.name);
    return { value: decision.answer, unfinished: new Set(unfinished) };
  }

  /** Whether an idle agent may stay. */
  mayStay(name: string): boolean {
    return this.#scaler.mayStay(name) ?? false;
  }

  #newTracker(): AgentTracker {
    return new AgentTracker(() => this.#world.clock.now);
  }

  #newScaler(): Scaler {
    const { scenario, clock } = this.#world;
    const usable = () => {
      const { used } = this.#readings;
      return used !== undefined && clock.now - used.readAt <= SCALER.stale.milliseconds ? used : undefined;
    };
    return new Scaler({
      entries: scenario.entries.map(({ name, max, warm }) => ({
        name,
        pool: { name: 'agents' },
        placeholder: `${name}-placeholder`,
        maxAgents: max,
        warm: warm === 0 ? [] : [{ agents: warm, ...ALWAYS }],
        warmMaxHours: 12,
        anticipate: false,
      })),
      image: 'agents:1',
      queues: {
        publish: () => {
          const { used, read } = this.#readings;
          this.#readings = { ...((read ?? used) ? { used: read ?? used } : {}) };
        },
        readAt: () => usable()?.readAt,
        get oldestReadAt() {
          return usable()?.readAt ?? Number.POSITIVE_INFINITY;
        },
        get waiting() {
          return usable()?.waiting ?? [];
        },
        get received() {
          return usable()?.received ?? [];
        },
      },
      tracker: this.#tracker,
      parallelJobs: { agentLimit: scenario.agentLimit },
      clock: {
        now: () => clock.now,
      },
      wallTime: () => clock.now,
    });
  }

  /** Reads the queue, which shows a moment between the beginning and the end, then lists Jobs and pods. */
  #round(life: number): void {
    const { scenario, clock, random, service } = this.#world;
    if (life !== this.#life) return;
    const readAt = clock.now;
    clock.in(POLLING.scaler.milliseconds, () => this.#round(life));
    if (this.#isOut(scenario.queueOutages)) {
      this.#list(life);
      return;
    }
    clock.in(random.in(scenario.queueTakes), () => {
      const requests = service.requests();
      const waiting = requests
        .filter(({ received }) => !received)
        .map(({ id, entry, agent }) => ({ id, fits: [entry], assignedTo: agent, limited: true, queuedAt: undefined }));
      const received = requests.flatMap(({ id, received, agent }) =>
        received && agent !== undefined ? [{ id, agent, queuedAt: undefined, receivedAt: undefined }] : [],
      );
      clock.in(random.in(scenario.queueTakes), () => {
        if (life !== this.#life) return;
        this.#readings = { ...this.#readings, read: { waiting, received, readAt } };
        this.#list(life);
      });
    });
  }

  /** Lists Jobs and pods, of two different moments, and watches from there. */
  #list(life: number): void {
    const { scenario, clock, random, cluster } = this.#world;
    const startedAt = clock.now;
    if (this.#isOut(scenario.kubernetesOutages)) return;
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
      this.#scaler.noteLists(startedAt);
      this.#watches = [
        cluster.watch('job', jobs[1], scenario.scalerLag, (change) => this.#apply(change)),
        cluster.watch('pod', pods[1], scenario.scalerLag, (change) => this.#apply(change)),
      ];
    });
  }

  #apply(change: Change): void {
    if (this.#isOut(this.#world.scenario.kubernetesOutages)) return;
    const { kind, type, object } = change;
    if (kind === 'job') this.#tracker[type === 'DELETED' ? 'deleteJob' : 'setJob'](object);
    else this.#tracker[type === 'DELETED' ? 'deletePod' : 'setPod'](object);
  }

  /** Whether an outage of the first replica lasts. */
  #isOut(outages: readonly Outage[]): boolean {
    const { now } = this.#world.clock;
    return this.#index === 0 && outages.some(({ from, takes }) => now >= from && now < from + takes);
  }

  #endWatches(): void {
    for (const end of this.#watches) end();
    this.#watches = [];
  }
}
