import type { Deletion } from '../../contract/agent-service';
import type { GitHubConnection, JitConfig, Runner, ScaleSet, ScaleSetSpec, SessionAnswer } from './types';

export type { GitHubConnection, Session, SessionAnswer } from './types';

/** The API of runner scale sets, as far as this project uses it. Every method throws ServiceError. */
export class GitHub {
  readonly #connection: GitHubConnection;

  constructor(connection: GitHubConnection) {
    this.#connection = connection;
  }

  async findRunnerGroup(name: string): Promise<number | undefined> {
    throw this.#missing(name);
  }

  async findScaleSet(groupId: number, name: string): Promise<ScaleSet | undefined> {
    throw this.#missing(groupId, name);
  }

  async createScaleSet(set: ScaleSetSpec): Promise<ScaleSet | 'exists'> {
    throw this.#missing(set);
  }

  async updateScaleSet(id: number, set: ScaleSetSpec): Promise<ScaleSet> {
    throw this.#missing(id, set);
  }

  async deleteScaleSet(id: number): Promise<'deleted' | 'absent'> {
    throw this.#missing(id);
  }

  async createJitConfig(scaleSetId: number, runner: { readonly name: string; readonly workFolder: string }): Promise<JitConfig | 'exists'> {
    throw this.#missing(scaleSetId, runner);
  }

  async findRunner(id: number): Promise<Runner | undefined> {
    throw this.#missing(id);
  }

  async findRunnerByName(name: string): Promise<Runner | undefined> {
    throw this.#missing(name);
  }

  async runners(): Promise<readonly Runner[]> {
    throw this.#missing();
  }

  async removeRunner(id: number): Promise<Deletion> {
    throw this.#missing(id);
  }

  async openSession(scaleSetId: number, owner: string): Promise<SessionAnswer | 'conflict'> {
    throw this.#missing(scaleSetId, owner);
  }

  #missing(...given: readonly unknown[]): Error {
    return new Error(`not written yet: ${this.#connection.url} ${given.length}`);
  }
}
