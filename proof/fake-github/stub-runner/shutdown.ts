import { print } from '../../fake-devops/stub-agent/terminal';
import type { Trace } from './diagnostics';

/** Maximum time from SIGTERM to the end of the process (actions/runner, Constants.cs, ExitOnUnloadTimeout). */
const UNLOAD_MS = 30_000;

/**
 * Asks the listener to stop after a signal. After SIGINT and SIGTERM it takes no further message, cancels a running job and waits
 * for its end; SIGTERM also ends the process after 30 s at the latest (Runner.cs). A test can make the listener ignore signals.
 */
export class Shutdown {
  /** Aborted when the listener is asked to stop. */
  readonly signal: AbortSignal;
  /** Signals that are ignored. */
  ignored: readonly NodeJS.Signals[] = [];
  readonly #controller = new AbortController();
  readonly #trace: Trace;

  constructor(trace: Trace) {
    this.#trace = trace;
    this.signal = this.#controller.signal;
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => this.#stop(name));
  }

  #stop(name: NodeJS.Signals): void {
    if (this.ignored.includes(name)) {
      this.#trace(`${name} is ignored`);
      return;
    }
    if (name === 'SIGINT') print('Exiting...');
    if (name === 'SIGTERM') setTimeout(() => process.exit(0), UNLOAD_MS).unref();
    this.#controller.abort();
  }
}
