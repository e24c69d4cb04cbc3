import type { Job } from '../../fake-devops/state/job';
import { phaseOf } from '../../fake-devops/state/job-request';
import type { JobControl } from './job-control';
import type { SceneJob } from './scene-job';

/** A job of a scenario: its state in the fake Azure DevOps, and what the job itself has reported. */
export class TestJob implements SceneJob {
  readonly inDevOps: Job;
  readonly #control: JobControl;
  readonly #number: number;

  constructor(inDevOps: Job, control: JobControl, number: number) {
    this.inDevOps = inDevOps;
    this.#control = control;
    this.#number = number;
  }

  get starts(): number {
    return this.#control.startsOf(this.#number);
  }

  get isRunning(): boolean {
    return this.starts > 0 && !this.isOver;
  }

  get isOver(): boolean {
    return this.inDevOps.result !== undefined;
  }

  get takenBy(): string | undefined {
    return this.inDevOps.agentName;
  }

  release(): void {
    this.#control.release(this.#number);
  }

  toString(): string {
    const { request, result, record } = this.inDevOps;
    const state = result ?? (request === undefined ? `refused (${record.issue})` : phaseOf(request));
    return `job ${this.#number}: ${state}, started ${this.starts} times, agent ${this.takenBy ?? 'none'}`;
  }
}
