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
  /** When KEDA last asked this replica for the number of an entry. */
  readonly askedAt: (entry: string) => number;
  readonly onConflict: (entry: string) => void;
  readonly onReaped: (entry: string) => void;
  /** How long a runner must have been without its pod before it is removed, in milliseconds. */
  readonly reapAfterMs: number;
  /** Names of the pods that are alive. Throws if that is not certain. */
  readonly livePods: () => Promise<ReadonlySet<string>>;
}

/** The scale sets of all runner pools: their sessions, and the runners that were left behind in them. */
export class ScaleSets {
  /** Ends the sessions. Undefined while there are none to end. */
  #stop: AbortController | undefined;
  /** When the sessions that were begun before have been closed. */
  #ended: Promise<unknown> = Promise.resolve();
  readonly #listeners: readonly SessionListener[];
  readonly #ghosts: Ghosts;

  constructor(parts: ScaleSetsParts, { clock, log }: Pick<Runtime, 'clock' | 'log'>) {
    this.#listeners = parts.entries.map((entry) => new SessionListener({ ...parts, entry, clock, log }));
    const held = () => this.#listeners.flatMap(({ entry, held }) => (held === undefined ? [] : [{ entry, scaleSet: held }]));
    this.#ghosts = new Ghosts({ ...parts, held, clock, log });
  }

  /** Opens the sessions, and keeps them until `end` is called. Does nothing if they are open. */
  begin(): void {
    if (this.#stop !== undefined) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.#ended = this.#ended.then(() => this.#run(stop.signal));
  }

  /** Closes the sessions, so that another replica can have them. Never rejects. */
  async end(): Promise<void> {
    this.#stop?.abort();
    this.#stop = undefined;
    await this.#ended;
  }

  async #run(stop: AbortSignal): Promise<void> {
    void this.#ghosts.run(stop);
    await Promise.all(this.#listeners.map((listener) => listener.run(stop)));
  }
}
