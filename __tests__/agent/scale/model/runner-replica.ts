import { QueuePosition } from '../../../../agent/github/scale/queue-position';
import { AgentTracker } from '../../../../agent/scale/agent-tracker';
import { RunnerDemand } from '../../../../agent/scale/runner-demand';
import { Scaler } from '../../../../agent/scale/scaler';
import { SCALE_SET, SCALER } from '../../../../config/timings';
import { NO_NEWS } from '../../../../providers/contract/assigned-jobs';
import type { Message } from '../../../../providers/github/client/types';
import { ALWAYS, runnerEntry } from '../../support/scaler-scene';
import type { World } from './agent-life';
import { Readings } from './readings';
import { apply } from './recording';
import type { ScaleSetQueue } from './scale-set';
import type { Answer, Replica } from './scaler-replica';

/** One replica of the scaler with one runner pool: the real scaler, between models of a scale set and of the API server. */
export class RunnerReplica implements Replica {
  readonly recording = [];
  readonly #world: World;
  readonly #queue: ScaleSetQueue;
  readonly #entry: string;
  #tracker: AgentTracker;
  #demand: RunnerDemand;
  #scaler: Scaler;
  #position = new QueuePosition();
  #session: object | undefined;
  #endWatches = () => {};
  #life = 0;

  constructor(world: World, queue: ScaleSetQueue) {
    this.#world = world;
    this.#queue = queue;
    this.#entry = world.scenario.entries[0]?.name ?? '';
    [this.#tracker, this.#demand, this.#scaler] = this.#newParts();
    this.#begin();
  }

  /** Whether it could close its session is random: otherwise nobody has one until GitHub has ended it. */
  restart(): void {
    const { clock, random } = this.#world;
    const isStopped = random.in([0, 1]) === 0;
    if (this.#session !== undefined && isStopped) this.#queue.close(this.#session);
    this.#session = undefined;
    this.#life += 1;
    this.#endWatches();
    [this.#tracker, this.#demand, this.#scaler] = this.#newParts();
    const life = this.#life;
    clock.in(random.in([500, 4_000]), () => life === this.#life && this.#begin());
  }

  answer(entry: string): Answer | undefined {
    const decision = this.#scaler.answer(entry);
    if (decision === undefined) return undefined;
    const unfinished = this.#tracker.agents.filter(({ state }) => !state.finished && !state.podEnded);
    return { value: decision.answer, unfinished: new Set(unfinished.map(({ job }) => job.metadata.name)) };
  }

  mayStay(name: string): boolean {
    return this.#scaler.mayStay(name) ?? false;
  }

  #newParts(): [AgentTracker, RunnerDemand, Scaler] {
    const { clock, scenario } = this.#world;
    const now = () => clock.now;
    const entries = scenario.entries.map(({ name, max, warm }) =>
      runnerEntry(name, { maxAgents: max, warm: warm === 0 ? [] : [{ agents: warm, ...ALWAYS }] }),
    );
    const tracker = new AgentTracker(now);
    const demand = new RunnerDemand({ entries, image: 'agents:1', tracker, clock: { now } });
    const parts = { entries: [], image: '', runners: demand, tracker, parallelJobs: { agentLimit: 0 }, clock: { now }, wallTime: now };
    return [tracker, demand, new Scaler({ ...parts, queues: new Readings(now) })];
  }

  /** The session begins after the first lists. */
  #begin(): void {
    const life = this.#life;
    this.#list(life, () => this.#connect(life));
  }

  #list(life: number, then: () => void = () => {}): void {
    const { clock, random, cluster, scenario } = this.#world;
    if (life !== this.#life) return;
    const startedAt = clock.now;
    clock.in(SCALER.list.milliseconds, () => this.#list(life));
    const [jobs, pods, version] = [[...cluster.jobs.values()], [...cluster.pods.values()], cluster.version];
    clock.in(random.in(scenario.listTakes), () => {
      if (life !== this.#life) return;
      this.#endWatches();
      this.#tracker.replace(jobs, pods);
      this.#scaler.noteLists(startedAt);
      const watches = (['job', 'pod'] as const).map((kind) =>
        cluster.watch(kind, version, scenario.scalerLag, (change) => apply(change, this.#tracker)),
      );
      this.#endWatches = () => {
        for (const end of watches) end();
      };
      then();
    });
  }

  #connect(life: number): void {
    const { clock, random } = this.#world;
    if (life !== this.#life) return;
    const session = this.#queue.open();
    this.#session = session;
    if (session === undefined) {
      this.#demand.noteClosed(this.#entry, 'standby');
      clock.in(SCALE_SET.takeOver.milliseconds, () => this.#connect(life));
      return;
    }
    const { assigned, running } = this.#queue.statistics;
    clock.in(random.in([5, 50]), () => {
      if (life !== this.#life) return;
      this.#position.beginSession();
      this.#demand.noteAnswer(this.#entry, { ...NO_NEWS, count: { assigned, running } });
      this.#poll(life, session);
    });
  }

  #poll(life: number, session: object): void {
    this.#queue.poll(session, (message) => {
      if (life !== this.#life) return;
      if (message === undefined) this.#demand.noteAnswer(this.#entry, NO_NEWS);
      else this.#take(message);
      this.#poll(life, session);
    });
  }

  #take(message: Message): void {
    this.#queue.acknowledge(message.id);
    this.#demand.noteAnswer(this.#entry, this.#position.take(message));
  }
}
