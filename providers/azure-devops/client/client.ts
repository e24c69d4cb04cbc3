import type { Agent, AgentPool, AgentPoolRef, AgentRef, AgentService, Deletion, Listing } from '../../contract/agent-service';
import { DevOpsError } from './error';
import { readList, readShape, unexpected } from './read';
import { type Connection, type Request, sendRequest } from './request';
import { type JobRequest, shapes } from './types';

/** The calls to Azure DevOps' agent pools that this project makes. Every method throws DevOpsError; none retries. */
export class DevOps implements AgentService {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The agent pool, if the identity may register agents in it; else an error that tells a missing pool from a missing right. */
  async findManagedPool(ref: AgentPoolRef): Promise<AgentPool> {
    const managed = await this.#pools(ref, 'manage');
    if (managed) return managed;
    const visible = await this.findPool(ref);
    if (visible === undefined) throw unknownPool(ref);
    throw new DevOpsError(
      `no right to register agents in agent pool "${visible.name}": make the identity its Administrator (Organization settings, Agent pools, Security)`,
      { fault: 'right', status: 403 },
    );
  }

  async #pools(ref: AgentPoolRef, actionFilter: 'manage' | 'none'): Promise<AgentPool | undefined> {
    const which = 'id' in ref ? `poolIds=${ref.id}` : `poolName=${encodeURIComponent(ref.name)}`;
    const { value } = await readList(this.#connection, get(`pools?${which}&actionFilter=${actionFilter}`), shapes.pools);
    return value.find((pool) => ('id' in ref ? pool.id === ref.id : sameName(pool.name, ref.name)));
  }

  /** The agent pool, whatever rights the identity has on it; undefined when it is not there or not visible. */
  async findPool(ref: AgentPoolRef): Promise<AgentPool | undefined> {
    return this.#pools(ref, 'none');
  }

  /** All agents of the agent pool, each with its assigned request; the service has no pages for them. */
  async agents(poolId: number): Promise<Listing<Agent>> {
    return readList(this.#connection, get(`pools/${poolId}/agents?includeAssignedRequest=true`), shapes.agents);
  }

  /** The agent with its assigned and its last completed request, or undefined when it is not registered. */
  async findAgent({ poolId, agentId }: AgentRef): Promise<Agent | undefined> {
    const path = `pools/${poolId}/agents/${agentId}?includeAssignedRequest=true&includeLastCompletedRequest=true`;
    try {
      const { value } = await readShape(this.#connection, get(path), shapes.agent);
      if (value.id === agentId) return value;
      throw unexpected(get(path), `id is ${value.id}`);
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw error;
    }
  }

  async findAgentByName(poolId: number, name: string): Promise<Agent | undefined> {
    const path = `pools/${poolId}/agents?agentName=${encodeURIComponent(name)}&includeAssignedRequest=true`;
    const { value } = await readList(this.#connection, get(path), shapes.agents);
    return value.find((agent) => sameName(agent.name, name));
  }

  /** An agent's capabilities by name, those that it found and those that users gave it; undefined when it is not registered. */
  async capabilities(poolId: number, name: string): Promise<Readonly<Record<string, string>> | undefined> {
    const path = `pools/${poolId}/agents?agentName=${encodeURIComponent(name)}&includeCapabilities=true`;
    const { value } = await readList(this.#connection, get(path), shapes.capableAgents);
    const agent = value.find((found) => sameName(found.name, name));
    return agent && { ...agent.systemCapabilities, ...agent.userCapabilities };
  }

  /** The job requests of one plan, which is one run of a pipeline, waiting, running and finished. */
  async jobRequestsOfPlan(poolId: number, planId: string): Promise<Listing<JobRequest>> {
    return readList(this.#connection, get(`pools/${poolId}/jobrequests?planId=${encodeURIComponent(planId)}`), shapes.jobRequests);
  }

  /**
   * A disabled agent gets no new job; one that runs goes on (microsoft/azure-pipelines-agent#2085). Returns false when it
   * is not registered.
   */
  async disable({ poolId, agentId }: AgentRef): Promise<boolean> {
    try {
      // The id is required in the body too.
      await sendRequest(this.#connection, {
        method: 'PATCH',
        path: `pools/${poolId}/agents/${agentId}`,
        body: { id: agentId, enabled: false },
      });
      return true;
    } catch (error) {
      if (isAbsence(error)) return false;
      throw error;
    }
  }

  /** Deletes an agent. `absent` only when the server says that there is no such agent, not for any 404. */
  async delete({ poolId, agentId }: AgentRef): Promise<Deletion> {
    try {
      await sendRequest(this.#connection, { method: 'DELETE', path: `pools/${poolId}/agents/${agentId}` });
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
  async jobs(poolId: number, finished: number): Promise<Listing<JobRequest>> {
    return readList(this.#connection, get(`pools/${poolId}/jobrequests?completedRequestCount=${finished}`), shapes.jobRequests);
  }
}

const get = (path: string): Request => ({ method: 'GET', path });

const unknownPool = (ref: AgentPoolRef) =>
  new DevOpsError(
    `agent pool ${'id' in ref ? `with id ${ref.id}` : `"${ref.name}"`} not found: check its name, create it, or make the identity its Administrator`,
    { fault: 'absent', status: 404 },
  );

/** Any other 404, of a proxy, for a wrong organisation, or for an agent pool that is not there or not visible, is no proof that an agent is gone. */
function isAbsence(error: unknown): boolean {
  return error instanceof DevOpsError && error.status === 404 && error.typeKey === 'TaskAgentNotFoundException';
}

/** The status of a refused delete is 400 on some servers and 409 on others: the cause decides, not the status. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof DevOpsError) || (error.status !== 400 && error.status !== 409)) return false;
  return error.typeKey === 'TaskAgentJobStillRunningException' || error.message.includes('is running a job');
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
