import { type JobObject, SCALED_JOB_LABEL } from '../../../../agent/scale/kubernetes-objects';
import { NUMBERS } from '../../../../config/timings';
import type { AgentLife, World } from './agent-life';
import type { Change } from './cluster';
import type { Answer, Replica } from './scaler-replica';

/**
 * A moment in which KEDA created Jobs by an answer that did not fit its own cache. It may have created as many Jobs too many.
 */
export interface Mismatch {
  readonly at: number;
  /** KEDA's cache lacked Jobs that KEDA has created or is creating. */
  readonly notSeen: number;
  /** Jobs that KEDA's cache has as finished, but that the scaler still counted. */
  readonly finished: number;
}

/** KEDA's operator: a loop for each ScaledJob, over one cache of Jobs (pkg/scaling/scale_handler.go, executor/scale_jobs.go). */
export class Keda {
  readonly mismatches: Mismatch[] = [];
  readonly #world: World;
  readonly #life: AgentLife;
  readonly #replicas: readonly Pick<Replica, 'answer'>[];
  /** Names of Jobs, and whether they are finished. */
  #cache = new Map<string, { readonly entry: string; readonly finished: boolean }>();
  /** The loops that run. A new loop takes the place of the one before, which may be in the middle of a check. */
  #loops = new Map<string, number>();
  #nextLoop = 0;
  #operator = 0;
  /** How many Jobs of an entry are about to be created. */
  readonly #planned = new Map<string, number>();
  #endWatch = () => {};

  constructor(world: World, life: AgentLife, replicas: readonly Pick<Replica, 'answer'>[]) {
    this.#world = world;
    this.#life = life;
    this.#replicas = replicas;
    world.clock.in(world.random.in([0, NUMBERS.poll.milliseconds]), () => this.#start());
  }

  /** Starts anew: with a list of the Jobs, and two loops for each ScaledJob, the first of which ends after its check. */
  restart(): void {
    const { clock, random } = this.#world;
    this.#loops.clear();
    this.#endWatch();
    this.#operator += 1;
    this.#planned.clear();
    clock.in(random.in([300, 5_000]), () => this.#start());
  }

  #start(): void {
    const { cluster, scenario } = this.#world;
    this.#endWatch();
    this.#cache.clear();
    for (const change of cluster.changes) this.#apply(change);
    this.#endWatch = cluster.watch('job', cluster.version, scenario.kedaLag, (change) => this.#apply(change));
    this.newLoops();
  }

  /** Begins the loops of all ScaledJobs anew, twice, as after a change of them. */
  newLoops(): void {
    const { clock, random, scenario } = this.#world;
    for (const { name, max } of scenario.entries) {
      this.#begin(name, max);
      clock.in(random.in(scenario.secondLoopAfter), () => this.#begin(name, max));
    }
  }

  #begin(entry: string, max: number): void {
    const loop = this.#nextLoop++;
    this.#loops.set(entry, loop);
    this.#check(entry, max, loop);
  }

  /** The next check begins a second after this one began, or when this one has ended. */
  #check(entry: string, max: number, loop: number): void {
    const { clock, random, scenario } = this.#world;
    const next = clock.now + NUMBERS.poll.milliseconds;
    const ended = () => clock.in(next - clock.now, () => this.#loops.get(entry) === loop && this.#check(entry, max, loop));
    const answers: Answer[] = [];
    let slowest = 0;
    for (const replica of this.#replicas) {
      const [before, after] = [random.in(scenario.answerTakes), random.in(scenario.answerTakes)];
      slowest = Math.max(slowest, before + after);
      clock.in(before, () => {
        const answer = replica.answer(entry);
        if (answer !== undefined) answers.push(answer);
      });
    }
    const operator = this.#operator;
    clock.in(slowest + 1, () => operator === this.#operator && this.#scale(entry, max, answers, ended));
  }

  #scale(entry: string, max: number, answers: readonly Answer[], ended: () => void): void {
    const value = Math.max(0, ...answers.map((answer) => answer.value));
    const running = [...this.#cache.values()].filter((job) => job.entry === entry && !job.finished).length;
    const missing = Math.min(value, max) - running;
    if (missing > 0) {
      this.#compare(entry, answers);
      this.#planned.set(entry, this.#plannedOf(entry) + missing);
    }
    this.#create(entry, missing, ended);
  }

  #create(entry: string, missing: number, ended: () => void): void {
    const { clock, random, scenario } = this.#world;
    const operator = this.#operator;
    if (missing <= 0) {
      ended();
      return;
    }
    const takes = random.in(scenario.createTakes);
    clock.in(takes / 2, () => {
      if (operator === this.#operator) this.#planned.set(entry, this.#plannedOf(entry) - 1);
      this.#life.create(entry);
    });
    clock.in(takes, () => operator === this.#operator && this.#create(entry, missing - 1, ended));
  }

  #compare(entry: string, answers: readonly Answer[]): void {
    const { clock, cluster } = this.#world;
    const created = [...cluster.jobs.values()].filter((job) => entryOf(job) === entry);
    const notSeen = created.filter(({ metadata }) => !this.#cache.has(metadata.name)).length + this.#plannedOf(entry);
    const counted = answers.filter(({ value }) => value > 0).flatMap(({ unfinished }) => [...unfinished]);
    const finished = new Set(counted.filter((name) => this.#cache.get(name)?.finished)).size;
    if (notSeen + finished > 0) this.mismatches.push({ at: clock.now, notSeen, finished });
  }

  #plannedOf(entry: string): number {
    return this.#planned.get(entry) ?? 0;
  }

  #apply(change: Change): void {
    if (change.kind !== 'job') return;
    const { metadata, status } = change.object;
    const finished = Boolean(status?.conditions?.some(({ type }) => type === 'Complete'));
    this.#cache.set(metadata.name, { entry: entryOf(change.object), finished });
  }
}

const entryOf = ({ metadata }: JobObject): string => metadata.labels?.[SCALED_JOB_LABEL] ?? '';
