import type { Job } from '../../../fake-github/state/job';
import type { JobControl } from '../job-control';
import type { SceneJob } from '../scene-job';

/** A job of a workflow: its state in the fake GitHub, and what the job itself has reported. */
export class WorkflowJob implements SceneJob {
  readonly inGitHub: Job;
  readonly #control: JobControl;
  readonly #number: number;

  constructor(inGitHub: Job, control: JobControl, number: number) {
    this.inGitHub = inGitHub;
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
    return this.inGitHub.state === 'completed';
  }

  get takenBy(): string | undefined {
    return this.inGitHub.runnerName;
  }

  release(): void {
    this.#control.release(this.#number);
  }

  toString(): string {
    const { state, result = state, record } = this.inGitHub;
    const issue = record.issue === undefined ? '' : ` (${record.issue})`;
    return `workflow job ${this.#number}: ${result}${issue}, started ${this.starts} times, runner ${this.takenBy ?? 'none'}`;
  }
}
