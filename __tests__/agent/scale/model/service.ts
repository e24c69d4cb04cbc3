import type { Clock } from './clock';
import type { Random } from './random';

/** A job of Azure DevOps. */
export interface ServiceJob {
  readonly id: number;
  readonly fits: readonly string[];
  readonly runs: number;
  readonly queuedAt: number;
  assignedTo: ServiceAgent | undefined;
  receivedAt: number | undefined;
  over: boolean;
  /** Its agent was killed, and the service has not noticed yet. */
  lost?: boolean;
}

export type ServiceEvent = 'assigned' | 'started' | 'completed';

/** A registered agent. */
export interface ServiceAgent {
  readonly name: string;
  readonly entry: string;
  /** Called when it has received a job and when that has ended. */
  readonly onReceived: () => void;
  readonly onDone: () => void;
  job: ServiceJob | undefined;
}

/** What the scaler reads of one job. */
export interface Request {
  readonly id: number;
  readonly fits: readonly string[];
  readonly received: boolean;
  readonly agent: string | undefined;
}

/** The queue of Azure DevOps: it assigns jobs to idle agents that meet their demands, as far as parallel jobs allow. */
export class Service {
  readonly jobs: ServiceJob[] = [];
  /** Called when something happens to a job. */
  onEvent: (kind: ServiceEvent, job: ServiceJob, agent: ServiceAgent | undefined) => void = () => {};
  /** How long the service takes to notice that an agent was killed during its job. */
  noticesAfter = 0;
  readonly #agents = new Set<ServiceAgent>();
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #parallelJobs: number;

  constructor(clock: Clock, random: Random, parallelJobs: number) {
    this.#clock = clock;
    this.#random = random;
    this.#parallelJobs = parallelJobs;
  }

  queue(job: Pick<ServiceJob, 'fits' | 'runs'>): ServiceJob {
    const { now } = this.#clock;
    const queued = { ...job, id: this.jobs.length, queuedAt: now, assignedTo: undefined, receivedAt: undefined, over: false };
    this.jobs.push(queued);
    this.onEvent('assigned', queued, undefined);
    this.#soon();
    return queued;
  }

  /** Ends a job, received or not. */
  cancel(job: ServiceJob): void {
    const agent = job.assignedTo;
    if (job.over) return;
    job.over = true;
    this.onEvent('completed', job, job.receivedAt === undefined ? undefined : agent);
    if (agent?.job !== job) return;
    if (job.receivedAt !== undefined) agent.onDone();
    else {
      agent.job = undefined;
      this.#soon();
    }
  }

  register(agent: ServiceAgent): void {
    this.#agents.add(agent);
    this.#soon();
  }

  /** Removes an agent that is idle. Returns false if it has a job. */
  leave(agent: ServiceAgent): boolean {
    if (agent.job !== undefined && !agent.job.over) return false;
    this.#agents.delete(agent);
    return true;
  }

  /** Removes an agent that was killed. A job that it has not received goes back to the queue; another one fails. */
  kill(agent: ServiceAgent): void {
    this.#agents.delete(agent);
    const { job } = agent;
    if (job === undefined || job.over) return;
    if (job.receivedAt === undefined) job.assignedTo = undefined;
    else if (this.noticesAfter === 0) job.over = true;
    else this.#lose(job, agent);
    this.#soon();
  }

  #lose(job: ServiceJob, agent: ServiceAgent): void {
    job.lost = true;
    this.#clock.in(this.noticesAfter, () => {
      job.over = true;
      this.onEvent('completed', job, agent);
    });
  }

  isIdle(agent: ServiceAgent): boolean {
    return this.#agents.has(agent) && agent.job === undefined;
  }

  /** The jobs that have not ended. */
  requests(): Request[] {
    return this.jobs
      .filter(({ over }) => !over)
      .map(({ id, fits, receivedAt, assignedTo }) => ({ id, fits, received: receivedAt !== undefined, agent: assignedTo?.name }));
  }

  #soon(): void {
    this.#clock.in(this.#random.in([20, 900]), () => this.#assign());
  }

  #assign(): void {
    for (const job of this.jobs) {
      if (job.over || job.assignedTo !== undefined) continue;
      const running = this.jobs.filter(({ over, assignedTo }) => !over && assignedTo !== undefined).length;
      if (running >= this.#parallelJobs) return;
      const idle = [...this.#agents].filter((agent) => job.fits.includes(agent.entry) && agent.job === undefined);
      const agent = this.#random.of(idle);
      if (agent === undefined) continue;
      agent.job = job;
      job.assignedTo = agent;
      this.#clock.in(this.#random.in([30, 700]), () => this.#receive(job, agent));
    }
  }

  #receive(job: ServiceJob, agent: ServiceAgent): void {
    if (job.over || job.assignedTo !== agent) return;
    job.receivedAt = this.#clock.now;
    this.onEvent('started', job, agent);
    agent.onReceived();
    this.#clock.in(job.runs, () => {
      if (job.over || job.lost) return;
      job.over = true;
      this.onEvent('completed', job, agent);
      agent.onDone();
      this.#soon();
    });
  }
}
