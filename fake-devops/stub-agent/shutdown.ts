import { say } from './terminal';

/** How long the process lives on after SIGTERM (azure-pipelines-agent, Constants.cs, ExitOnUnloadTimeout). */
const unloadMs = 30_000;

/**
 * Asks the listener to stop. SIGINT and SIGTERM are alike: no further message, a running job is cancelled and awaited; but
 * SIGTERM ends the process after 30 s at the latest (Agent.cs). A test can let both be ignored.
 */
export class Shutdown {
  /** Aborted when the listener is asked to stop. */
  readonly signal: AbortSignal;
  /** Resolves when the listener is asked to stop. */
  readonly requested: Promise<void>;
  /** Whether SIGTERM was the first to ask. */
  terminated = false;
  ignoreSigint = false;
  ignoreAll = false;
  readonly #controller = new AbortController();

  constructor() {
    this.signal = this.#controller.signal;
    this.requested = new Promise((resolve) => {
      this.signal.addEventListener('abort', () => resolve());
    });
    process.on('SIGINT', () => {
      if (!this.ignoreSigint) this.#stop(false);
    });
    process.on('SIGTERM', () => this.#stop(true));
  }

  #stop(terminated: boolean): void {
    if (this.ignoreAll) return;
    if (!terminated) say('Exiting...');
    else setTimeout(() => process.exit(0), unloadMs).unref();
    if (this.signal.aborted) return;
    this.terminated = terminated;
    this.#controller.abort();
  }
}
