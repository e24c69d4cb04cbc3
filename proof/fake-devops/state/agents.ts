import { randomUUID } from 'node:crypto';
import type { RsaPublicKey } from '../identity/rsa-public-key';
import { ServiceError } from '../service-error';
import { type Agent, capabilitiesOf, enabledSet } from './agent';
import type { AgentPool } from './agent-pool';
import { meetsDemands } from './demands';
import { type AgentReference, phaseOf } from './job-request';
import type { Sessions } from './sessions';
import type { Store } from './store';

/** An agent as a client registers or replaces it. */
export interface AgentSpec {
  readonly name: string;
  readonly version?: string | undefined;
  readonly osDescription?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly provisioningState?: string | undefined;
  readonly systemCapabilities?: Readonly<Record<string, string>> | undefined;
  readonly userCapabilities?: Readonly<Record<string, string>> | undefined;
  readonly publicKey?: RsaPublicKey | undefined;
}

/** The fields of an agent that requests store. */
export const referenceTo = ({ id, name, version, osDescription, enabled, status, provisioningState }: Agent): AgentReference => ({
  id,
  name,
  version,
  osDescription,
  enabled,
  status,
  provisioningState,
});

/** The agents that meet the demands, including disabled, offline and busy ones. */
export const matchedAgents = (pool: AgentPool, demands: readonly string[]): AgentReference[] =>
  pool.agents.filter((agent) => meetsDemands(demands, capabilitiesOf(agent))).map(referenceTo);

/** Registration and removal of agents. */
export class Agents {
  readonly #store: Store;
  readonly #sessions: Sessions;

  constructor(store: Store, sessions: Sessions) {
    this.#store = store;
    this.#sessions = sessions;
  }

  /** Registers a new agent, which is offline until it opens a session. @throws ServiceError 409 if the name is taken */
  register(pool: AgentPool, spec: AgentSpec): Agent {
    if (pool.agentNamed(spec.name) !== undefined) {
      throw new ServiceError(409, 'TaskAgentExistsException', `Pool ${pool.id} already contains an agent with name ${spec.name}.`);
    }
    const now = this.#store.clock.now();
    const agent: Agent = {
      ...withDefaults(spec),
      id: this.#store.ids.agent(),
      enabled: this.#store.settings.enabledOnPost ? (spec.enabled ?? true) : true,
      status: 'offline',
      createdOn: now,
      statusChangedOn: now,
      idleSince: now,
      clientId: randomUUID(),
      closing: false,
    };
    return this.put(pool, agent);
  }

  /** Replaces an agent: the id stays, the key and the client id are new. @throws ServiceError 404 */
  replace(pool: AgentPool, agentId: number, spec: AgentSpec): Agent {
    const agent = pool.agent(agentId);
    const enabled = spec.enabled ?? agent.enabled;
    return this.put(pool, { ...enabledSet(agent, enabled, this.#store.clock.now()), ...withDefaults(spec), clientId: randomUUID() });
  }

  /** @throws ServiceError 404 */
  update(pool: AgentPool, agentId: number, change: { enabled?: boolean | undefined; name?: string | undefined }): Agent {
    const agent = pool.agent(agentId);
    const enabled = change.enabled ?? agent.enabled;
    return this.put(pool, { ...enabledSet(agent, enabled, this.#store.clock.now()), name: change.name ?? agent.name });
  }

  /** Stores the capabilities that the listener sends when it opens its session. */
  setCapabilities(pool: AgentPool, agentId: number, systemCapabilities: Readonly<Record<string, string>>): Agent {
    return this.put(pool, { ...pool.agent(agentId), systemCapabilities });
  }

  /** @throws ServiceError 404, and 400 (not 409) if the agent has a job */
  remove(pool: AgentPool, agentId: number): void {
    const agent = pool.agent(agentId);
    if (agent.assignedRequestId !== undefined) {
      const message = `Agent "${agent.name}" is running a job for pool "${pool.name}"`;
      throw new ServiceError(400, 'TaskAgentJobStillRunningException', message);
    }
    pool.removeAgent(agentId);
    if (agent.sessionId !== undefined) this.#sessions.close(agent.sessionId);
    this.#rematch(pool);
  }

  /** Stores an agent and updates the matched agents of queued requests. Returns the agent afterwards, with a job if it got one. */
  put(pool: AgentPool, agent: Agent): Agent {
    pool.putAgent(agent);
    this.#rematch(pool);
    return pool.agent(agent.id);
  }

  #rematch(pool: AgentPool): void {
    for (const request of pool.requests) {
      if (phaseOf(request) === 'queued') pool.putRequest({ ...request, matchedAgents: matchedAgents(pool, request.demands) });
    }
  }
}

const withDefaults = (spec: AgentSpec) => ({
  name: spec.name,
  version: spec.version ?? '',
  osDescription: spec.osDescription ?? '',
  provisioningState: spec.provisioningState ?? 'Provisioned',
  systemCapabilities: spec.systemCapabilities ?? {},
  userCapabilities: spec.userCapabilities ?? {},
  publicKey: spec.publicKey,
});
