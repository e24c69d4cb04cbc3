import type { AgentRef } from '../../../providers/contract/agent-service';
import { ServiceError } from '../../../providers/contract/service-error';
import type { GitHub } from '../../../providers/github/client/client';
import type { JitConfig, ScaleSet } from '../../../providers/github/client/types';
import type { Runtime } from '../../process/runtime';
import type { Attempt, Registry } from '../../registration/registry';
import type { WatchEnd, WatchInputs } from '../../registration/watch';
import type { RunnerSettings } from '../../settings/registration-settings';
import { gitHubService } from '../service';
import { decodeJitConfig } from './jit-config';
import { handOverFiles, type RunnerFiles } from './runner-files';
import { watchRunner } from './runner-watch';

/** The calls that a registrar makes. */
export type RunnerClient = Pick<
  GitHub,
  'findRunnerGroup' | 'findScaleSet' | 'createJitConfig' | 'findRunner' | 'findRunnerByName' | 'removeRunner'
>;

/** A runner of a scale set. Making its JIT configuration registers it. */
export class RunnerRegistry implements Registry {
  readonly noun = 'runner';
  readonly remedyIfLeft = 'the scaler removes it once its job is over';
  readonly #settings: RunnerSettings;
  readonly #runtime: Runtime;
  readonly #client: RunnerClient;
  /** From the registration until they are handed over. They are kept in memory only. */
  #files: RunnerFiles | undefined;
  /** The last request that may register the runner got no answer. */
  #unanswered = false;

  constructor(settings: RunnerSettings, runtime: Runtime, client: RunnerClient = gitHubService({ ...settings, log: runtime.log })) {
    this.#settings = settings;
    this.#runtime = runtime;
    this.#client = client;
  }

  async register({ onSent }: Attempt): Promise<AgentRef> {
    const { agentName, scaleSet, runnerGroup, gitHub } = this.#settings;
    const { log, stop } = this.#runtime;
    const set = await this.#findScaleSet();
    if (set === undefined) throw transient(`${this.#scaleSetTitle} not found: the scaler creates it; if it does not, its log says why`);
    stop.throwIfAborted();
    log.info('registering', { runner: agentName, scaleSet, runnerGroup, url: gitHub.url });
    onSent();
    const { runner, encoded } = await this.#create(set);
    log.hide(encoded);
    this.#files = decodeJitConfig(encoded);
    const ref: AgentRef = { poolId: set.id, agentId: runner.id };
    log.info('registered', { runner: agentName, scaleSet, ...this.idsOf(ref) });
    return ref;
  }

  idsOf({ poolId, agentId }: AgentRef): Readonly<Record<string, number>> {
    return { scaleSetId: poolId, runnerId: agentId };
  }

  mayAppearAfter(): boolean {
    return this.#unanswered;
  }

  /**
   * The name may be taken: by a runner that an earlier start of this container has left, or because the answer to an earlier
   * request was lost. Nobody has its key, so it is removed.
   */
  async #create(set: ScaleSet): Promise<JitConfig> {
    const first = await this.#createOnce(set);
    if (first !== 'exists') return first;
    await this.#removeLeftover(set);
    const second = await this.#createOnce(set);
    if (second !== 'exists') return second;
    throw transient(`runner "${this.#settings.agentName}" exists again after its removal`);
  }

  async #createOnce({ id }: ScaleSet): Promise<JitConfig | 'exists'> {
    const { agentName, folders } = this.#settings;
    try {
      const created = await this.#client.createJitConfig(id, { name: agentName, workFolder: folders.work });
      this.#unanswered = false;
      return created;
    } catch (error) {
      this.#unanswered = error instanceof ServiceError && (error.status === 0 || error.status >= 500);
      // The scale set was deleted after it was found.
      if (error instanceof ServiceError && error.fault === 'absent')
        throw transient(`${error.message}; the scaler creates the scale set again`);
      throw error;
    }
  }

  /** @throws ServiceError if it belongs to another scale set, or still runs a job */
  async #removeLeftover(set: ScaleSet): Promise<void> {
    const { agentName } = this.#settings;
    const leftover = await this.#client.findRunnerByName(agentName);
    if (leftover === undefined) return;
    if (leftover.scaleSetId !== set.id) {
      const remedy = "find out what has made it and whether it is used, then remove it on GitHub's page of runners";
      throw new ServiceError(`a runner "${agentName}" exists that is not of ${this.#scaleSetTitle}: ${remedy}`, { fault: 'refused' });
    }
    this.#runtime.log.info('removing the runner of the same name', { runner: agentName, runnerId: leftover.id });
    await this.remove({ poolId: set.id, agentId: leftover.id });
  }

  /** A runner of this name in another scale set is another's. */
  async find(): Promise<AgentRef | undefined> {
    const runner = await this.#client.findRunnerByName(this.#settings.agentName);
    if (runner === undefined) return undefined;
    const set = await this.#findScaleSet();
    return set?.id === runner.scaleSetId ? { poolId: set.id, agentId: runner.id } : undefined;
  }

  async remove({ agentId }: AgentRef): Promise<void> {
    if ((await this.#client.removeRunner(agentId)) === 'busy') throw transient('it still runs a job');
  }

  async handOver(folder: string): Promise<void> {
    if (this.#files === undefined) throw new Error('no runner is registered');
    await handOverFiles(this.#files, folder);
    this.#files = undefined;
  }

  watch(inputs: WatchInputs): Promise<WatchEnd> {
    return watchRunner({ ...inputs, client: this.#client }, this.#runtime);
  }

  /** @throws ServiceError `absent` without the runner group, which nobody creates by itself */
  async #findScaleSet(): Promise<ScaleSet | undefined> {
    const { runnerGroup, scaleSet } = this.#settings;
    const groupId = await this.#client.findRunnerGroup(runnerGroup);
    if (groupId !== undefined) return this.#client.findScaleSet(groupId, scaleSet);
    const remedy = 'create it in the settings of GitHub, Actions, Runner groups, or check runnerGroup of the entry';
    throw new ServiceError(`runner group "${runnerGroup}" not found: ${remedy}`, { fault: 'absent' });
  }

  get #scaleSetTitle(): string {
    const { scaleSet, runnerGroup } = this.#settings;
    return `scale set "${scaleSet}" of runner group "${runnerGroup}"`;
  }
}

const transient = (message: string) => new ServiceError(message, { fault: 'transient' });
