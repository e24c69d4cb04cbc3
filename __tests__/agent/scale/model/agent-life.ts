import type { Clock } from './clock';
import { type Cluster, completeJob, newJob, podOf } from './cluster';
import type { Random } from './random';
import type { Scenario } from './scenario';
import type { Service, ServiceAgent } from './service';

/** What has become of one agent. */
export interface AgentRecord {
  readonly entry: string;
  readonly name: string;
  readonly createdAt: number;
  hadJob: boolean;
  killed: boolean;
  /** The agent takes no job any more. */
  ended: boolean;
  podEndedAt: number | undefined;
  /** When its Job was complete. */
  completedAt: number | undefined;
}

/** The parts of the model that all others use. */
export interface World {
  readonly scenario: Scenario;
  readonly clock: Clock;
  readonly random: Random;
  readonly cluster: Cluster;
  readonly service: Service;
}

/** Lets each Job of Kubernetes live: Job, pod, container, agent, job, and the end of them in that order. */
export class AgentLife {
  readonly records: AgentRecord[] = [];
  /** May an idle agent stay? Called after each period of idling. */
  mayStay: (name: string) => boolean = () => false;
  readonly #stops = new Map<AgentRecord, () => void>();
  readonly #idle = new Map<AgentRecord, ServiceAgent>();

  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  create(entry: string): void {
    const job = `${entry}-${this.records.length}`;
    const record: AgentRecord = {
      entry,
      name: podOf(job, 'creating').metadata.name,
      createdAt: this.#world.clock.now,
      hadJob: false,
      killed: false,
      ended: false,
      podEndedAt: undefined,
      completedAt: undefined,
    };
    this.records.push(record);
    this.#world.cluster.setJob(newJob(entry, job, record.createdAt));
    this.#after([20, 500], record, () => {
      this.#world.cluster.setPod(podOf(job, 'creating'));
      this.#stops.set(record, () => this.#kill(record, job));
      const start = this.#world.random.in(this.#world.scenario.startTakes);
      this.#world.clock.in(start * 0.4, () => !record.ended && this.#world.cluster.setPod(podOf(job, 'running')));
      this.#after([start, start], record, () => this.#register(record, job));
    });
  }

  /** Deletes the pod of an agent at random, as a drain does. */
  drainOne(): void {
    this.#world.random.of([...this.#stops.values()])?.();
  }

  idleOf(entry: string): number {
    return [...this.#idle].filter(([record, agent]) => record.entry === entry && this.#world.service.isIdle(agent)).length;
  }

  #register(record: AgentRecord, job: string): void {
    const agent: ServiceAgent = {
      name: record.name,
      entry: record.entry,
      job: undefined,
      onReceived: () => {
        record.hadJob = true;
        const { readyTakes } = this.#world.scenario;
        if (readyTakes !== undefined) this.#after(readyTakes, record, () => this.#world.cluster.setPod(podOf(job, 'busy')));
      },
      onDone: () => this.#after([100, 1_000], record, () => this.#end(record, job, agent)),
    };
    this.#idle.set(record, agent);
    this.#world.service.register(agent);
    const look = () => {
      if (record.ended || record.hadJob) return;
      if (this.#world.service.isIdle(agent) && !this.mayStay(record.name) && this.#world.service.leave(agent))
        this.#end(record, job, agent);
      else this.#world.clock.in(this.#world.scenario.idle, look);
    };
    this.#world.clock.in(this.#world.scenario.idle, look);
  }

  #end(record: AgentRecord, job: string, agent: ServiceAgent): void {
    this.#world.service.leave(agent);
    this.#stop(record);
    this.#world.cluster.setPod(podOf(job, 'agent-ended'));
    this.#world.clock.in(this.#world.random.in([300, 4_000]), () => {
      this.#world.cluster.setPod(podOf(job, 'ended'));
      this.#complete(record, job);
    });
  }

  #kill(record: AgentRecord, job: string): void {
    record.killed = true;
    const agent = this.#idle.get(record);
    if (agent !== undefined) this.#world.service.kill(agent);
    this.#stop(record);
    const pod = podOf(job, 'running');
    this.#world.cluster.setPod({ ...pod, metadata: { ...pod.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } });
    this.#world.clock.in(this.#world.random.in([500, 3_000]), () => {
      this.#world.cluster.deletePod(pod);
      this.#complete(record, job);
    });
  }

  #stop(record: AgentRecord): void {
    record.ended = true;
    this.#stops.delete(record);
    this.#idle.delete(record);
  }

  #complete(record: AgentRecord, job: string): void {
    record.podEndedAt = this.#world.clock.now;
    this.#world.clock.in(this.#world.random.in(this.#world.scenario.completionTakes), () => {
      record.completedAt = this.#world.clock.now;
      this.#world.cluster.setJob(completeJob(newJob(record.entry, job, record.createdAt)));
    });
  }

  #after(range: readonly [number, number], record: AgentRecord, act: () => void): void {
    this.#world.clock.in(this.#world.random.in(range), () => !record.ended && act());
  }
}
