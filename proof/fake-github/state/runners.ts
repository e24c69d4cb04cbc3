import { randomUUID } from 'node:crypto';
import { jobStillRunning, runnerExists, runnerNotFound } from '../service-error';
import type { Runner } from './runner';
import type { RunnerSessions } from './runner-sessions';
import type { Scope } from './scope';
import type { Store } from './store';
import { Timers } from './timers';

/** A runner as a client registers it. */
export interface RunnerSpec {
  readonly name: string;
  readonly workFolder?: string | undefined;
  readonly groupId?: number;
  /** 0 for a runner outside scale sets. @default 0 */
  readonly scaleSetId?: number;
  readonly labels?: readonly string[];
  readonly disableUpdate?: boolean;
}

/** Registration and removal of runners. */
export class Runners {
  readonly #store: Store;
  readonly #sessions: RunnerSessions;
  readonly #unused: Timers<number>;

  constructor(store: Store, sessions: RunnerSessions) {
    this.#store = store;
    this.#sessions = sessions;
    this.#unused = new Timers(store.clock);
  }

  of(scope: Scope): readonly Runner[] {
    return this.#store.runners.filter(({ scopeId }) => scopeId === scope.id);
  }

  /** @throws ActionsError 404, also for a runner of another scope */
  find(scope: Scope, id: number): Runner {
    const runner = this.#store.runner(id);
    if (runner.scopeId !== scope.id) throw runnerNotFound(id);
    return runner;
  }

  named(scope: Scope, name: string): Runner | undefined {
    return this.of(scope).find((runner) => runner.name.toLowerCase() === name.toLowerCase());
  }

  /** Registers a runner, which is offline until it opens a session. @throws ActionsError 409 if the name is taken */
  register(scope: Scope, spec: RunnerSpec): Runner {
    if (this.named(scope, spec.name) !== undefined) throw runnerExists(spec.name);
    const runner: Runner = {
      id: this.#store.ids.runner(),
      name: spec.name,
      scopeId: scope.id,
      groupId: spec.groupId ?? 1,
      scaleSetId: spec.scaleSetId ?? 0,
      labels: spec.labels ?? [],
      workFolder: spec.workFolder || '_work',
      disableUpdate: spec.disableUpdate ?? false,
      clientId: randomUUID(),
      status: 'offline',
      createdOn: this.#store.clock.now(),
    };
    this.#unused.start(runner.id, this.#store.settings.unusedRunnerMs, () => this.#removeUnused(runner.id));
    this.#store.putRunner(runner);
    return runner;
  }

  /** @throws ActionsError 400 if the runner has a job, from the moment that the job was sent to it */
  remove(runner: Runner): void {
    if (runner.jobId !== undefined) throw jobStillRunning(runner.name);
    this.#delete(runner, false);
  }

  /** Removes the registration of a runner whose job has ended. */
  useUp(runner: Runner): void {
    this.#delete(runner, true);
  }

  /** Removes the registration of a runner that has lost its job. Its listener does not notice: its session goes on. */
  lose(runner: Runner): void {
    this.#unused.cancel(runner.id);
    this.#store.deleteRunner(runner.id);
  }

  /** The runner has connected: its registration does not end by itself any more. */
  connected(runner: Runner): void {
    this.#unused.cancel(runner.id);
  }

  #removeUnused(id: number): void {
    const runner = this.#store.findRunner(id);
    if (runner !== undefined) this.#delete(runner, false);
  }

  #delete(runner: Runner, hadJob: boolean): void {
    this.#unused.cancel(runner.id);
    this.#store.deleteRunner(runner.id);
    this.#sessions.forget(runner, hadJob);
  }
}
