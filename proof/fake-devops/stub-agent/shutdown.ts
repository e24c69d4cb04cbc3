import type { Trace } from './diagnostics';
import { RETURN_CODE } from './return-code';
import { print } from './terminal';

/** Maximum time from SIGTERM to the end of the process (azure-pipelines-agent, Constants.cs, ExitOnUnloadTimeout). */
const UNLOAD_MS = 30_000;

/** Stage of the listener's start: before its handler for SIGINT is installed, after that, and after the start. */
type Stage = 'loading' | 'starting' | 'running';

/**
 * Asks the listener to stop after a signal. After SIGINT and SIGTERM it takes no further message, cancels a running job and waits
 * for its end; SIGTERM also ends the process after 30 s at the latest (Agent.cs). A SIGINT before the agent has installed its
 * handler is lost; a SIGINT before the agent runs ends it immediately. A test can make the listener ignore SIGINT, or both signals.
 */
export class Shutdown {
  /** Aborted when the listener is asked to stop. */
  readonly signal: AbortSignal;
  /** Resolves when the listener is asked to stop. */
  readonly requested: Promise<void>;
  /** Whether the first signal was SIGTERM. */
  terminated = false;
  /** Signals that are ignored. */
  ignored: readonly NodeJS.Signals[] = [];
  stage: Stage = 'loading';
  readonly #controller = new AbortController();
  readonly #trace: Trace;

  constructor(trace: Trace) {
    this.#trace = trace;
    this.signal = this.#controller.signal;
    this.requested = new Promise((resolve) => {
      this.signal.addEventListener('abort', () => resolve());
    });
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => this.#stop(name));
  }

  #stop(name: NodeJS.Signals): void {
    if (this.ignored.includes(name)) {
      this.#trace(`${name} is ignored`);
      return;
    }
    if (name === 'SIGINT' && this.stage === 'loading') {
      this.#trace('SIGINT is lost');
      return;
    }
    if (name === 'SIGINT') print('Exiting...');
    if (name === 'SIGINT' && this.stage === 'starting') process.exit(RETURN_CODE.terminatedError);
    if (name === 'SIGTERM') setTimeout(() => process.exit(0), UNLOAD_MS).unref();
    if (this.signal.aborted) return;
    this.terminated = name === 'SIGTERM';
    this.#controller.abort();
  }
}
