import type { AgentSnapshot } from '../../fake-devops/fake-devops';
import type { Scene } from './scene';

/** Notes at every change in Azure DevOps whether the placeholders do what they are there for. */
export class PlaceholderWatch {
  /** What was wrong, each once. Empty: every job would have found a placeholder at any moment, and none could be given to one. */
  readonly faults = new Set<string>();
  readonly #scene: Scene;
  readonly #look = () => this.#note();

  /** From now on. */
  constructor(scene: Scene) {
    this.#scene = scene;
    scene.devops.events.on('change', this.#look);
    this.#note();
  }

  end(): void {
    this.#scene.devops.events.off('change', this.#look);
  }

  #note(): void {
    const { placeholders } = this.#scene;
    if (placeholders.length === 0) this.faults.add('no placeholder is registered');
    for (const { name, ...agent } of placeholders.filter(couldTakeJobs)) {
      this.faults.add(`${name} is ${agent.status}, has request ${agent.assignedRequest?.requestId ?? 'none'}`);
    }
  }
}

/** A placeholder has no listener: enabled for the moment of its registration, it still gets nothing. */
const couldTakeJobs = ({ status, assignedRequest }: AgentSnapshot): boolean => status === 'online' || assignedRequest !== undefined;
