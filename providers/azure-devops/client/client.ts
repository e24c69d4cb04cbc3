import type { Agent, AgentPool, AgentPoolRef, AgentRef, AgentService, Deletion, Listing } from '../../contract/agent-service';
import { DevOpsError } from './error';
import { readList, readShape, unexpected } from './read';
import { type Connection, type Request, sendRequest } from './request';
import { type JobRequest, shapes } from './types';

/** The API of agent pools, as far as this project uses it. Every method throws DevOpsError. None retries. */
export class DevOps implements AgentService {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async findManagedAgentPool(ref: AgentPoolRef): Promise<AgentPool> {
    const managed = await this.#listedAgentPool(ref, 'manage');
    if (managed) return managed;
    const visible = await this.findAgentPool(ref);
    if (visible === undefined) throw unknownAgentPool(ref);
    throw new DevOpsError(
      `no right to register agents in agent pool "${visible.name}": make the identity its Administrator (Organization settings, Agent pools, Security)`,
      { fault: 'right', status: 403 },
    );
  }

  async #listedAgentPool(ref: AgentPoolRef, actionFilter: 'manage' | 'none'): Promise<AgentPool | undefined> {
    const which = 'id' in ref ? `poolIds=${ref.id}` : `poolName=${encodeURIComponent(ref.name)}`;
    const { value } = await readList(this.#connection, get(`pools?${which}&actionFilter=${actionFilter}`), shapes.agentPools);
    return value.find((pool) => ('id' in ref ? pool.id === ref.id : sameName(pool.name, ref.name)));
  }

  async findAgentPool(ref: AgentPoolRef): Promise<AgentPool | undefined> {
    return this.#listedAgentPool(ref, 'none');
  }

  /** One request lists all agents: the service has no pages for them. */
  async agents(poolId: number): Promise<Listing<Agent>> {
    return readList(this.#connection, get(`pools/${poolId}/agents?includeAssignedRequest=true`), shapes.agents);
  }

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

  /** Returns the capabilities of an agent by name: those that it found and those that users gave it. Undefined if it is not registered. */
  async capabilities(poolId: number, name: string): Promise<Readonly<Record<string, string>> | undefined> {
    const path = `pools/${poolId}/agents?agentName=${encodeURIComponent(name)}&includeCapabilities=true`;
    const { value } = await readList(this.#connection, get(path), shapes.capableAgents);
    const agent = value.find((found) => sameName(found.name, name));
    return agent && { ...agent.systemCapabilities, ...agent.userCapabilities };
  }

  /** Lists the waiting, running and finished job requests of one plan. A plan is one run of a pipeline. */
  async jobRequestsOfPlan(poolId: number, planId: string): Promise<Listing<JobRequest>> {
    return readList(this.#connection, get(`pools/${poolId}/jobrequests?planId=${encodeURIComponent(planId)}`), shapes.jobRequests);
  }

  /** A disabled agent gets no new job. A job that runs continues (microsoft/azure-pipelines-agent#2085). */
  async disable({ poolId, agentId }: AgentRef): Promise<boolean> {
    try {
      // The body needs the id too, in addition to the path.
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

  /** The route is undocumented. KEDA's scaler reads it too (kedacore/keda, azure_pipelines_scaler.go). */
  async jobs(poolId: number, finished: number): Promise<Listing<JobRequest>> {
    return readList(this.#connection, get(`pools/${poolId}/jobrequests?completedRequestCount=${finished}`), shapes.jobRequests);
  }
}

const get = (path: string): Request => ({ method: 'GET', path });

const unknownAgentPool = (ref: AgentPoolRef) =>
  new DevOpsError(
    `agent pool ${'id' in ref ? `with id ${ref.id}` : `"${ref.name}"`} not found: check its name, create it, or make the identity its Administrator`,
    { fault: 'absent', status: 404 },
  );

/**
 * Whether the service says that there is no such agent. Any other 404 does not prove that: it may come from a proxy, or mean
 * a wrong organisation, or an agent pool that is missing or not visible.
 */
function isAbsence(error: unknown): boolean {
  return error instanceof DevOpsError && error.status === 404 && error.typeKey === 'TaskAgentNotFoundException';
}

/** Whether a delete was refused because of a job. Some servers answer with 400, others with 409, so the cause decides, not the status. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof DevOpsError) || (error.status !== 400 && error.status !== 409)) return false;
  return error.typeKey === 'TaskAgentJobStillRunningException' || error.message.includes('is running a job');
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
