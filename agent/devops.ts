import { type Connection, DevOpsError, sendRequest } from './devops-request';

export interface Pool {
  readonly id: number;
  readonly name: string;
}

export interface Agent {
  readonly id: number;
  readonly name: string;
  readonly enabled: boolean;
  /** Present while a job is assigned or running; only asked for by `findAgent`. */
  readonly assignedRequest?: object | null;
}

/** Which agent: ids as the server gave them. */
export interface AgentRef {
  readonly poolId: number;
  readonly agentId: number;
}

export type Deletion = 'deleted' | 'absent' | 'busy';

/** The few calls to Azure DevOps' agent pools that this program makes. */
export class DevOps {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async findPool(pool: { readonly name: string } | { readonly id: number }): Promise<Pool> {
    if ('id' in pool) return this.#get<Pool>(`pools/${pool.id}`);
    const list = await this.#get<{ value: Pool[] }>(`pools?poolName=${encodeURIComponent(pool.name)}`);
    const found = list.value.find((each) => sameName(each.name, pool.name));
    if (found) return found;
    throw new DevOpsError(`agent pool "${pool.name}" not found: create it, or make the identity its Administrator`, 404);
  }

  /** The agent with its assigned request, or undefined when it is not registered. */
  async findAgent({ poolId, agentId }: AgentRef): Promise<Agent | undefined> {
    return absentWhen404(() => this.#get<Agent>(`pools/${poolId}/agents/${agentId}?includeAssignedRequest=true`));
  }

  async findAgentByName(poolId: number, name: string): Promise<Agent | undefined> {
    const list = await this.#get<{ value: Agent[] }>(`pools/${poolId}/agents?agentName=${encodeURIComponent(name)}`);
    return list.value.find((agent) => sameName(agent.name, name));
  }

  /** A disabled agent gets no new job; one that runs goes on (microsoft/azure-pipelines-agent#2085). */
  async disable({ poolId, agentId }: AgentRef): Promise<void> {
    // The id is required in the body too.
    await sendRequest(this.#connection, 'PATCH', `pools/${poolId}/agents/${agentId}`, { id: agentId, enabled: false });
  }

  async delete({ poolId, agentId }: AgentRef): Promise<Deletion> {
    try {
      await sendRequest(this.#connection, 'DELETE', `pools/${poolId}/agents/${agentId}`);
      return 'deleted';
    } catch (error) {
      if (!(error instanceof DevOpsError)) throw error;
      if (error.status === 404) return 'absent';
      if (isBusy(error)) return 'busy';
      throw error;
    }
  }

  async #get<T>(path: string): Promise<T> {
    return (await sendRequest(this.#connection, 'GET', path)) as T;
  }
}

/** The status of a refused delete is 400 on some servers and 409 on others: the cause decides, not the status. */
function isBusy(error: DevOpsError): boolean {
  const refused = error.status === 400 || error.status === 409;
  return refused && (error.typeKey === 'TaskAgentJobStillRunningException' || error.message.includes('is running a job'));
}

async function absentWhen404<T>(get: () => Promise<T>): Promise<T | undefined> {
  try {
    return await get();
  } catch (error) {
    if (error instanceof DevOpsError && error.status === 404) return undefined;
    throw error;
  }
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
