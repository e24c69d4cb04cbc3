import type { AssignedJobsSink } from '../../../providers/contract/assigned-jobs';
import type { GitHub } from '../../../providers/github/client/client';
import type { Runtime } from '../../process/runtime';
import type { RunnerPoolEntry } from '../../settings/scaler-entry';
import { Ghosts } from './ghosts';
import { SessionListener } from './session-listener';

export interface ScaleSetsParts {
  readonly client: Pick<
    GitHub,
    'findRunnerGroup' | 'findScaleSet' | 'createScaleSet' | 'updateScaleSet' | 'openSession' | 'runners' | 'removeRunner'
  >;
  readonly entries: readonly RunnerPoolEntry[];
  /** The name of this replica. */
  readonly owner: string;
  readonly sink: AssignedJobsSink;
  readonly onConflict: (entry: string) => void;
  readonly onReaped: (entry: string) => void;
  /** Names of the pods that are alive. Throws if that is not certain. */
  readonly livePods: () => Promise<ReadonlySet<string>>;
}

/** The scale sets of all runner pools: their sessions, and the runners that were left behind in them. */
export class ScaleSets {
  readonly #listeners: readonly SessionListener[];
  readonly #ghosts: Ghosts;

  constructor(parts: ScaleSetsParts, { clock, log }: Pick<Runtime, 'clock' | 'log'>) {
    this.#listeners = parts.entries.map((entry) => new SessionListener({ ...parts, entry, clock, log }));
    const held = () => this.#listeners.flatMap(({ entry, held }) => (held === undefined ? [] : [{ entry, scaleSet: held }]));
    this.#ghosts = new Ghosts({ ...parts, held, clock, log });
  }

  /** Runs until it is asked to stop, and then closes the sessions. Never rejects. */
  async run(stop: AbortSignal): Promise<void> {
    void this.#ghosts.run(stop);
    await Promise.all(this.#listeners.map((listener) => listener.run(stop)));
  }
}
