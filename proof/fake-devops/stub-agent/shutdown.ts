import type { Trace } from './diagnostics';
import { returnCode } from './return-code';
import { say } from './terminal';

/** How long the process lives on after SIGTERM (azure-pipelines-agent, Constants.cs, ExitOnUnloadTimeout). */
const unloadMs = 30_000;

/** How far the listener's start has come. */
type Stage = 'deaf' | 'starting' | 'running';

/**
 * Asks the listener to stop. SIGINT and SIGTERM are alike: no further message, a running job is cancelled and awaited; but
 * SIGTERM ends the process after 30 s at the latest (Agent.cs). A test can let both be ignored. A SIGINT that comes before the
 * agent has subscribed to it is swallowed, and one that comes before it runs ends it at once.
 */
export class Shutdown {
  /** Aborted when the listener is asked to stop. */
  readonly signal: AbortSignal;
  /** Resolves when the listener is asked to stop. */
  readonly requested: Promise<void>;
  /** Whether SIGTERM was the first to ask. */
  terminated = false;
  /** Signals that are not heeded. */
  ignored: readonly NodeJS.Signals[] = [];
  stage: Stage = 'deaf';
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
    if (name === 'SIGINT' && this.stage === 'deaf') {
      this.#trace('SIGINT is swallowed');
      return;
    }
    if (name === 'SIGINT') say('Exiting...');
    if (name === 'SIGINT' && this.stage === 'starting') process.exit(returnCode.terminatedError);
    if (name === 'SIGTERM') setTimeout(() => process.exit(0), unloadMs).unref();
    if (this.signal.aborted) return;
    this.terminated = name === 'SIGTERM';
    this.#controller.abort();
  }
}
