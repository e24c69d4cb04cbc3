import type { AgentSnapshot } from '../../fake-devops/fake-devops';
import type { Scene } from './scene';

/** Checks the placeholders at every change in the fake Azure DevOps. */
export class PlaceholderWatch {
  /** What was wrong, each fact once. Empty if a placeholder was registered at every moment, and none could have been assigned a job. */
  readonly violations = new Set<string>();
  readonly #scene: Scene;
  readonly #onChange = () => this.#check();

  /** Starts the checks. */
  constructor(scene: Scene) {
    this.#scene = scene;
    scene.devops.events.on('change', this.#onChange);
    this.#check();
  }

  end(): void {
    this.#scene.devops.events.off('change', this.#onChange);
  }

  #check(): void {
    const { placeholders } = this.#scene;
    if (placeholders.length === 0) this.violations.add('no placeholder is registered');
    for (const { name, ...agent } of placeholders.filter(couldTakeJobs)) {
      this.violations.add(`${name} is ${agent.status}, has request ${agent.assignedRequest?.requestId ?? 'none'}`);
    }
  }
}

/** A placeholder is enabled for a moment when it registers. It gets no job then either, because it has no listener. */
const couldTakeJobs = ({ status, assignedRequest }: AgentSnapshot): boolean => status === 'online' || assignedRequest !== undefined;
