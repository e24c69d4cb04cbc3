import type { Deletion } from '../../contract/agent-service';
import { ActionsService } from './actions-service';
import { GitHubError, isException } from './error';
import { closeSession, incomplete, QueueSession, setPath } from './session';
import * as shapes from './shapes';
import type { GitHubConnection, JitConfig, Runner, ScaleSet, ScaleSetSpec, SessionAnswer } from './types';

export type { GitHubConnection, Session, SessionAnswer } from './types';

/** The group that each organisation and each repository has. Its id is the same everywhere (actions-runner-controller). */
const DEFAULT_GROUP = { name: 'default', id: 1 };
const SETS = '_apis/runtime/runnerscalesets';
/** The route asks for the id of an agent pool, which is always 0 here. */
const RUNNERS = '_apis/distributedtask/pools/0/agents';
/** A session that does not exist yet has this id. */
const NO_SESSION = '00000000-0000-0000-0000-000000000000';

/**
 * The API of runner scale sets, as far as this project uses it: the calls of actions/scaleset. Every method throws ServiceError,
 * `absent` if the scale set is gone. None retries, except when GitHub refuses a token that it has issued: then once, with a new one.
 */
export class GitHub {
  readonly #connection: GitHubConnection;
  readonly #service: ActionsService;

  /** @throws ServiceError if the URL names no organisation, repository or enterprise */
  constructor(connection: GitHubConnection) {
    this.#connection = connection;
    this.#service = new ActionsService(connection);
  }

  /** Returns the id of a runner group. Undefined if there is none of this name. */
  async findRunnerGroup(name: string): Promise<number | undefined> {
    if (name.toLowerCase() === DEFAULT_GROUP.name) return DEFAULT_GROUP.id;
    const request = { method: 'GET', path: '_apis/runtime/runnergroups/', query: { groupName: name } } as const;
    return onlyOne(await this.#service.read(request, shapes.counted(shapes.runnerGroup)), `runner group "${name}"`)?.id;
  }

  /** Returns the scale set of this name in a runner group. Undefined if there is none. */
  async findScaleSet(groupId: number, name: string): Promise<ScaleSet | undefined> {
    const request = { method: 'GET', path: SETS, query: { runnerGroupId: String(groupId), name } } as const;
    return onlyOne(await this.#service.read(request, shapes.counted(shapes.scaleSet)), `scale set "${name}"`);
  }

  /** Creates a scale set. Returns `exists` if the runner group has one of this name. */
  async createScaleSet(set: ScaleSetSpec): Promise<ScaleSet | 'exists'> {
    return this.#service
      .read({ method: 'POST', path: SETS, body: bodyOf(set) }, shapes.scaleSet)
      .catch(orExists('RunnerScaleSetExistsException'));
  }

  async updateScaleSet(id: number, set: ScaleSetSpec): Promise<ScaleSet> {
    return this.#service.read({ method: 'PATCH', path: setPath(id), body: bodyOf(set) }, shapes.scaleSet);
  }

  async deleteScaleSet(id: number): Promise<'deleted' | 'absent'> {
    try {
      await this.#service.send({ method: 'DELETE', path: setPath(id) });
      return 'deleted';
    } catch (error) {
      if (isException(error, 'RunnerScaleSetNotFoundException')) return 'absent';
      throw error;
    }
  }

  /** Registers a runner, which is offline until its listener starts. Returns `exists` if another runner has the name. */
  async createJitConfig(scaleSetId: number, runner: { readonly name: string; readonly workFolder: string }): Promise<JitConfig | 'exists'> {
    const { name, workFolder } = runner;
    const request = { method: 'POST', path: `${setPath(scaleSetId)}/generatejitconfig`, body: { name, workFolder } } as const;
    const answer = await this.#service.read(request, shapes.jitConfig).catch(orExists('AgentExistsException'));
    return answer === 'exists' ? answer : { runner: answer.runner, encoded: answer.encodedJITConfig };
  }

  /** Returns a runner. Undefined if it is not registered. */
  async findRunner(id: number): Promise<Runner | undefined> {
    try {
      const found = await this.#service.read({ method: 'GET', path: `${RUNNERS}/${id}` }, shapes.runner);
      if (found.id === id) return found;
      throw new GitHubError(`GET pools/0/agents/${id}: no usable answer: it is about the runner ${found.id}`, {
        fault: 'transient',
        status: 200,
      });
    } catch (error) {
      if (isException(error, 'AgentNotFoundException')) return undefined;
      throw error;
    }
  }

  /** Returns the runner of this name. Undefined if none is registered. */
  async findRunnerByName(name: string): Promise<Runner | undefined> {
    const { value } = await this.#service.read({ method: 'GET', path: RUNNERS, query: { agentName: name } }, shapes.counted(shapes.runner));
    return value.find((runner) => runner.name.toLowerCase() === name.toLowerCase());
  }

  /** Lists the runners of all scale sets that the URL covers. */
  async runners(): Promise<readonly Runner[]> {
    return (await this.#service.read({ method: 'GET', path: RUNNERS }, shapes.counted(shapes.runner))).value;
  }

  /**
   * Removes a runner. Returns `busy` if it has a job, which then continues, and `absent` only if GitHub says that there is no such
   * runner. There is no other answer without a race to whether a runner has a job.
   */
  async removeRunner(id: number): Promise<Deletion> {
    try {
      await this.#service.send({ method: 'DELETE', path: `${RUNNERS}/${id}` });
      return 'deleted';
    } catch (error) {
      if (isException(error, 'AgentNotFoundException')) return 'absent';
      if (isBusy(error)) return 'busy';
      throw error;
    }
  }

  /** Opens the session of a scale set. Returns `conflict` while another is open, of the same owner too. */
  async openSession(scaleSetId: number, owner: string): Promise<SessionAnswer | 'conflict'> {
    const request = { method: 'POST', path: `${setPath(scaleSetId)}/sessions`, body: { sessionId: NO_SESSION, ownerName: owner } } as const;
    const answer = await this.#service.read(request, shapes.session).catch((error: unknown) => {
      if (error instanceof GitHubError && error.status === 409) return 'conflict' as const;
      throw error;
    });
    if (answer === 'conflict') return answer;
    const { sessionId, messageQueueUrl: url, messageQueueAccessToken: token, statistics } = answer;
    if (url && token && statistics) {
      return { session: new QueueSession(this.#connection, this.#service, { scaleSetId, sessionId, queue: { url, token } }), statistics };
    }
    // An open session would refuse the next one.
    await closeSession(this.#service, scaleSetId, sessionId).catch(() => {});
    throw incomplete(request);
  }
}

/** Without labels, the name is the label. A runner never updates itself, because its image is pinned. */
const bodyOf = ({ name, groupId, labels }: ScaleSetSpec) => ({
  name,
  runnerGroupId: groupId,
  labels: (labels.length === 0 ? [name] : labels).map((label) => ({ type: 'System', name: label })),
  RunnerSetting: { disableUpdate: true },
});

function onlyOne<T>({ count, value }: { readonly count: number; readonly value: readonly T[] }, what: string): T | undefined {
  if (count === 0) return undefined;
  const [found] = value;
  if (found !== undefined && count === 1) return found;
  throw new GitHubError(`${what}: no usable answer: GitHub counts ${count} and lists ${value.length}`, { fault: 'transient', status: 200 });
}

const orExists = (exception: string) => (error: unknown) => {
  if (isException(error, exception)) return 'exists' as const;
  throw error;
};

/** Whether a removal was refused because of a job. The REST API and other versions say it in words (meows#136). */
const isBusy = (error: unknown): boolean =>
  isException(error, 'JobStillRunningException') || (error instanceof GitHubError && /is (still )?running a job/.test(error.message));
