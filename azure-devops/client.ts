import * as z from 'zod/mini';
import { DevOpsError } from './error';
import { type Connection, type Request, sendRequest } from './request';
import { type Agent, type JobRequest, type Pool, shapes } from './types';

/** An agent pool as a user names it. */
export type PoolRef = { readonly name: string } | { readonly id: number };

/** Which agent: ids as the server gave them. */
export interface AgentRef {
  readonly poolId: number;
  readonly agentId: number;
}

export type Deletion = 'deleted' | 'absent' | 'busy';

/** A list, and the server's clock when it was made. */
export interface Listing<T> {
  readonly value: readonly T[];
  /** Milliseconds since 1970; undefined when the server did not say. */
  readonly serverTime: number | undefined;
}

/** The calls to Azure DevOps' agent pools that this project makes. Every method throws DevOpsError; none retries. */
export class DevOps {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The agent pool, if the identity may register agents in it; else an error that tells a missing pool from a missing right. */
  async findManagedPool(ref: PoolRef): Promise<Pool> {
    const managed = await this.#pools(ref, 'manage');
    if (managed) return managed;
    const visible = await this.#pools(ref, 'none');
    if (visible === undefined) throw unknownPool(ref);
    throw new DevOpsError(
      `no right to register agents in agent pool "${visible.name}": make the identity its Administrator (Organization settings, Agent pools, Security)`,
      { fault: 'right', status: 403 },
    );
  }

  async #pools(ref: PoolRef, actionFilter: 'manage' | 'none'): Promise<Pool | undefined> {
    const which = 'id' in ref ? `poolIds=${ref.id}` : `poolName=${encodeURIComponent(ref.name)}`;
    const { value } = await this.#list(`pools?${which}&actionFilter=${actionFilter}`, shapes.pools);
    return value.find((pool) => ('id' in ref ? pool.id === ref.id : sameName(pool.name, ref.name)));
  }

  /** All agents of the agent pool, each with its assigned request; the service has no pages for them. */
  async agents(poolId: number): Promise<Listing<Agent>> {
    return this.#list(`pools/${poolId}/agents?includeAssignedRequest=true`, shapes.agents);
  }

  /** The agent with its assigned request, or undefined when it is not registered. */
  async findAgent({ poolId, agentId }: AgentRef): Promise<Agent | undefined> {
    const path = `pools/${poolId}/agents/${agentId}?includeAssignedRequest=true`;
    try {
      const { value } = await this.#get(path, shapes.agent);
      if (value.id === agentId) return value;
      throw unexpected(path, `id is ${value.id}`);
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw error;
    }
  }

  async findAgentByName(poolId: number, name: string): Promise<Agent | undefined> {
    const path = `pools/${poolId}/agents?agentName=${encodeURIComponent(name)}&includeAssignedRequest=true`;
    const { value } = await this.#list(path, shapes.agents);
    return value.find((agent) => sameName(agent.name, name));
  }

  /**
   * A disabled agent gets no new job; one that runs goes on (microsoft/azure-pipelines-agent#2085). Returns false when it
   * is not registered.
   */
  async disable({ poolId, agentId }: AgentRef): Promise<boolean> {
    try {
      // The id is required in the body too.
      await this.#send({ method: 'PATCH', path: `pools/${poolId}/agents/${agentId}`, body: { id: agentId, enabled: false } });
      return true;
    } catch (error) {
      if (isAbsence(error)) return false;
      throw error;
    }
  }

  /** Deletes an agent. `absent` only when the server says that there is no such agent, not for any 404. */
  async delete({ poolId, agentId }: AgentRef): Promise<Deletion> {
    try {
      await this.#send({ method: 'DELETE', path: `pools/${poolId}/agents/${agentId}` });
      return 'deleted';
    } catch (error) {
      if (isAbsence(error)) return 'absent';
      if (isBusy(error)) return 'busy';
      throw error;
    }
  }

  /**
   * The waiting and running jobs of an agent pool and the last `finished` ones. The route is undocumented; KEDA's scaler
   * reads it too (kedacore/keda, azure_pipelines_scaler.go).
   */
  async jobRequests(poolId: number, finished: number): Promise<Listing<JobRequest>> {
    return this.#list(`pools/${poolId}/jobrequests?completedRequestCount=${finished}`, shapes.jobRequests);
  }

  async #list<T>(path: string, shape: z.ZodMiniType<{ value: T[] }>): Promise<Listing<T>> {
    const { value, serverTime } = await this.#get(path, shape);
    return { value: value.value, serverTime };
  }

  async #get<T>(path: string, shape: z.ZodMiniType<T>): Promise<{ value: T; serverTime: number | undefined }> {
    const { json, serverTime } = await this.#send({ method: 'GET', path });
    const parsed = z.safeParse(shape, json);
    if (parsed.success) return { value: parsed.data, serverTime };
    throw unexpected(path, `${parsed.error.issues[0]?.path.join('.') || 'all of it'} is not as documented`);
  }

  #send(request: Request) {
    return sendRequest(this.#connection, request);
  }
}

const unexpected = (path: string, what: string) =>
  new DevOpsError(`GET ${path}: answered 200 with unexpected JSON: ${what}`, { fault: 'transient', status: 200 });

const unknownPool = (ref: PoolRef) =>
  new DevOpsError(
    `agent pool ${'id' in ref ? `with id ${ref.id}` : `"${ref.name}"`} not found: check its name, create it, or make the identity its Administrator`,
    { fault: 'absent', status: 404 },
  );

/** A 404 of a proxy, or for a wrong organisation, is no proof that an agent is gone. */
function isAbsence(error: unknown): boolean {
  const typeKeys = ['TaskAgentNotFoundException', 'TaskAgentPoolNotFoundException'];
  return error instanceof DevOpsError && error.status === 404 && typeKeys.includes(error.typeKey);
}

/** The status of a refused delete is 400 on some servers and 409 on others: the cause decides, not the status. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof DevOpsError) || (error.status !== 400 && error.status !== 409)) return false;
  return error.typeKey === 'TaskAgentJobStillRunningException' || error.message.includes('is running a job');
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
