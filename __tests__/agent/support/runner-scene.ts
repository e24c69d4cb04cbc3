import type { RunnerClient } from '../../../agent/github/runner/runner-registry';
import type { Fault } from '../../../providers/contract/service-error';
import { GitHubError } from '../../../providers/github/client/error';
import type { JitConfig, ScaleSet } from '../../../providers/github/client/types';
import { aJitConfig } from './jit-config';

interface SceneRunner {
  readonly id: number;
  readonly name: string;
  readonly scaleSetId: number;
  busy: boolean;
}

export interface SceneFault {
  readonly fault: Fault;
  /** @default 0, as without an answer */
  readonly status?: number;
  readonly retryAfterMs?: number;
  /** Whether the service acts before it fails, so that its answer is lost. @default false */
  readonly afterwards?: boolean;
}

/** A client of GitHub that answers from memory. Faults are played once each, in their order. */
export class RunnerScene implements RunnerClient {
  readonly groups = new Map([['default', 1]]);
  sets: ScaleSet[] = [{ id: 5, name: 'gh-linux', runnerGroupId: 1, labels: ['gh-linux'] }];
  runners: SceneRunner[] = [];
  /** Whether a look-up by id says that there is no such runner, whatever is registered. */
  hidden = false;
  encoded = aJitConfig();
  readonly calls: string[] = [];
  readonly #faults = new Map<keyof RunnerClient, SceneFault[]>();
  #lastId = 6;

  /** @param times how many calls of the method fail */
  fail(method: keyof RunnerClient, fault: SceneFault, times = 1): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...Array<SceneFault>(times).fill(fault)]);
  }

  add(name: string, more: Partial<SceneRunner> = {}): SceneRunner {
    const runner = { id: ++this.#lastId, name, scaleSetId: 5, busy: false, ...more };
    this.runners.push(runner);
    return runner;
  }

  remove(id: number): void {
    this.runners = this.runners.filter((runner) => runner.id !== id);
  }

  get names(): readonly string[] {
    return this.runners.map(({ name }) => name);
  }

  callsOf(method: keyof RunnerClient): readonly string[] {
    return this.calls.filter((call) => call.startsWith(`${method} `));
  }

  findRunnerGroup(name: string): Promise<number | undefined> {
    return this.#answer('findRunnerGroup', name, () => this.groups.get(name.toLowerCase()));
  }

  findScaleSet(groupId: number, name: string): Promise<ScaleSet | undefined> {
    return this.#answer('findScaleSet', name, () => this.sets.find((set) => set.runnerGroupId === groupId && set.name === name));
  }

  createJitConfig(scaleSetId: number, { name, workFolder }: { name: string; workFolder: string }): Promise<JitConfig | 'exists'> {
    return this.#answer('createJitConfig', `${name} ${workFolder}`, () => {
      if (!this.sets.some(({ id }) => id === scaleSetId)) throw new GitHubError('no such scale set', { fault: 'absent', status: 404 });
      if (this.names.includes(name)) return 'exists';
      const runner = this.add(name, { scaleSetId });
      return { runner: { id: runner.id, name, scaleSetId }, encoded: this.encoded };
    });
  }

  findRunner(id: number): Promise<SceneRunner | undefined> {
    return this.#answer('findRunner', `${id}`, () => (this.hidden ? undefined : this.runners.find((runner) => runner.id === id)));
  }

  findRunnerByName(name: string): Promise<SceneRunner | undefined> {
    return this.#answer('findRunnerByName', name, () => this.runners.find((runner) => runner.name === name));
  }

  removeRunner(id: number): Promise<'deleted' | 'absent' | 'busy'> {
    return this.#answer('removeRunner', `${id}`, () => {
      const runner = this.runners.find((each) => each.id === id);
      if (runner === undefined) return 'absent';
      if (runner.busy) return 'busy';
      this.remove(id);
      return 'deleted';
    });
  }

  async #answer<T>(method: keyof RunnerClient, what: string, act: () => T): Promise<T> {
    this.calls.push(`${method} ${what}`);
    const fault = this.#faults.get(method)?.shift();
    if (fault === undefined) return act();
    if (fault.afterwards) act();
    throw new GitHubError(`${method} failed`, fault);
  }
}
