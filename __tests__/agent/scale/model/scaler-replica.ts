import { AgentTracker } from '../../../../agent/scale/agent-tracker';
import type { JobObject, PodObject } from '../../../../agent/scale/kubernetes-objects';
import { Scaler } from '../../../../agent/scale/scaler';
import type { ScalerEntry } from '../../../../agent/settings/scaler-entry';
import { POLLING } from '../../../../config/timings';
import type { World } from './agent-life';
import type { Change } from './cluster';
import { Readings } from './readings';
import { apply, Known, type Line } from './recording';
import type { Outage, Scenario } from './scenario';

/** An answer to KEDA, and what it was made from. */
export interface Answer {
  readonly value: number;
  /** Jobs that this replica counted as unfinished. */
  readonly unfinished: ReadonlySet<string>;
}

/** A replica of the scaler, as the other parts of the model see it. */
export interface Replica {
  /** The answer for an entry; undefined for an error. */
  answer(entry: string): Answer | undefined;
  /** Whether an idle agent may stay. */
  mayStay(name: string): boolean;
  /** Starts anew, without any memory. */
  restart(): void;
  /** What the replica has seen and answered, if the scenario records it. */
  readonly recording: readonly Line[];
}

/** The default of a window. */
const ALWAYS = { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '00:00' } as const;

const IMAGE = 'agents:1';

const entriesOf = ({ entries }: Scenario): ScalerEntry[] =>
  entries.map(({ name, max, warm }) => ({
    name,
    pool: { name: 'agents' },
    placeholder: `${name}-placeholder`,
    maxAgents: max,
    warm: warm === 0 ? [] : [{ agents: warm, ...ALWAYS }],
    warmMaxHours: 12,
    anticipate: false,
  }));

/** The first line of a recording. */
export const settingsOf = (scenario: Scenario): Line => ({
  entries: entriesOf(scenario),
  image: IMAGE,
  ...(Number.isFinite(scenario.agentLimit) ? { agentLimit: scenario.agentLimit } : {}),
  wallTime: 0,
});

/** One replica of the scaler: the real scaler and tracker, between a model of the queue and of the API server. */
export class ScalerReplica implements Replica {
  readonly #world: World;
  readonly #index: number;
  #tracker: AgentTracker;
  #scaler: Scaler;
  #readings: Readings;
  #watches: (() => void)[] = [];
  readonly #known = new Known();
  readonly recording: Line[] = [];
  #life = 0;

  constructor(world: World, index: number) {
    this.#world = world;
    this.#index = index;
    this.#readings = this.#newReadings();
    this.#tracker = this.#newTracker();
    this.#scaler = this.#newScaler();
    // Nothing keeps the polls of KEDA and of the replicas in step.
    world.clock.in(world.random.in([0, POLLING.scaler.milliseconds]), () => this.#round(0));
  }

  restart(): void {
    this.#life += 1;
    this.#endWatches();
    this.#readings = this.#newReadings();
    this.#tracker = this.#newTracker();
    this.#scaler = this.#newScaler();
    const life = this.#life;
    this.#world.clock.in(this.#world.random.in([500, 4_000]), () => this.#round(life));
  }

  answer(entry: string): Answer | undefined {
    const decision = this.#world.scenario.waitsForKeda
      ? this.#scaler.answer(entry)
      : this.#scaler.decisions().find((each) => each.entry === entry);
    this.#record({ at: this.#world.clock.now, poll: entry, answer: decision?.answer ?? null });
    if (decision === undefined) return undefined;
    const agents = this.#tracker.agents.filter((each) => each.entry === entry);
    const unfinished = agents.filter(({ state }) => !state.finished && !state.podEnded).map(({ job }) => job.metadata.name);
    return { value: decision.answer, unfinished: new Set(unfinished) };
  }

  mayStay(name: string): boolean {
    return this.#scaler.mayStay(name) ?? false;
  }

  #newReadings(): Readings {
    return new Readings(() => this.#world.clock.now);
  }

  #newTracker(): AgentTracker {
    return new AgentTracker(() => this.#world.clock.now);
  }

  #newScaler(): Scaler {
    const { scenario, clock } = this.#world;
    return new Scaler({
      entries: entriesOf(scenario),
      image: IMAGE,
      queues: this.#readings,
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
        .map(({ id, fits, agent }) => ({ id, fits, assignedTo: agent, limited: true, queuedAt: undefined }));
      const received = requests.flatMap(({ id, received, agent }) =>
        received && agent !== undefined ? [{ id, agent, queuedAt: undefined, receivedAt: undefined }] : [],
      );
      clock.in(random.in(scenario.queueTakes), () => {
        if (life !== this.#life) return;
        this.#readings.note({ waiting, received, readAt });
        this.#record({ at: clock.now, queue: { waiting, received, readAt } });
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
      this.#record({
        at: clock.now,
        startedAt,
        jobs: jobs[0].map((job) => this.#known.short('job', job)),
        pods: pods[0].map((pod) => this.#known.short('pod', pod)),
      });
      this.#watches = [
        cluster.watch('job', jobs[1], scenario.scalerLag, (change) => this.#apply(change)),
        cluster.watch('pod', pods[1], scenario.scalerLag, (change) => this.#apply(change)),
      ];
    });
  }

  #apply(change: Change): void {
    if (this.#isOut(this.#world.scenario.kubernetesOutages)) return;
    apply(change, this.#tracker);
    this.#known.note(change.kind, change.object);
    this.#record({ at: this.#world.clock.now, change });
  }

  /** Whether an outage of the first replica lasts. */
  #isOut(outages: readonly Outage[]): boolean {
    const { now } = this.#world.clock;
    return this.#index === 0 && outages.some(({ from, takes }) => now >= from && now < from + takes);
  }

  #record(line: Line): void {
    if (this.#world.scenario.records) this.recording.push(line);
  }

  #endWatches(): void {
    for (const end of this.#watches) end();
    this.#watches = [];
  }
}
