import type { Job } from '../../fake-devops/state/job';
import { phaseOf } from '../../fake-devops/state/job-request';
import type { JobDesk } from './job-desk';

/** A job of a scenario: what Azure DevOps says of it, and what the job itself reported. */
export class TestJob {
  readonly inDevOps: Job;
  readonly #desk: JobDesk;
  readonly #number: number;

  constructor(inDevOps: Job, desk: JobDesk, number: number) {
    this.inDevOps = inDevOps;
    this.#desk = desk;
    this.#number = number;
  }

  /** How often its script was started, as counted by the script. */
  get starts(): number {
    return this.#desk.startsOf(this.#number);
  }

  get isRunning(): boolean {
    return this.starts > 0 && !this.isOver;
  }

  get isOver(): boolean {
    return this.inDevOps.result !== undefined;
  }

  /** Lets a held job end. */
  release(): void {
    this.#desk.release(this.#number);
  }

  toString(): string {
    const { request, agentName, result, record } = this.inDevOps;
    const state = result ?? (request === undefined ? `refused (${record.issue})` : phaseOf(request));
    return `job ${this.#number}: ${state}, started ${this.starts} times, agent ${agentName ?? 'none'}`;
  }
}
