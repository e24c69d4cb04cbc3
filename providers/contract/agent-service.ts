/** An agent pool as a user names it. */
export type AgentPoolRef = { readonly name: string } | { readonly id: number };

/** A group of agents that share a queue of jobs: in Azure DevOps, an agent pool. */
export interface AgentPool {
  readonly id: number;
  readonly name: string;
}

/** Identifies an agent. Both ids are those that the service gave. */
export interface AgentRef {
  readonly poolId: number;
  readonly agentId: number;
}

/** A registered agent. Times are milliseconds since 1970 by the service's clock. */
export interface Agent {
  readonly id: number;
  readonly name: string;
  /** Whether the service may assign jobs to it. */
  readonly enabled: boolean;
  readonly status: 'online' | 'offline';
  /** When it last went online or offline. Undefined if the service does not say. */
  readonly statusChangedOn: number | undefined;
  /** The job that is assigned to it or runs on it. Absent or null if there is none. */
  readonly assignedRequest?: { readonly requestId: number; readonly receiveTime: number | undefined } | null | undefined;
  /** The last job that ended on it. Absent or null if there is none, and in lists of agents. */
  readonly lastCompletedRequest?: { readonly requestId: number } | null | undefined;
}

/** A job in the queue of an agent pool: waiting, running or finished. Times are milliseconds since 1970 by the service's clock. */
export interface Job {
  readonly requestId: number;
  readonly demands?: readonly string[] | null | undefined;
  readonly queueTime: number | undefined;
  /** When an agent received the job. Undefined until then, also while the job is only assigned. */
  readonly receiveTime: number | undefined;
  /** Absent or null until the job has finished. */
  readonly result?: string | null | undefined;
}

/** A list, and the time by the service's clock when it was made. */
export interface Listing<T> {
  readonly value: readonly T[];
  /** Milliseconds since 1970. Undefined if the service did not say. */
  readonly serverTime: number | undefined;
}

/** What became of a deletion: see `AgentService.delete`. */
export type Deletion = 'deleted' | 'absent' | 'busy';

/**
 * The service that holds the queue and the agents, as the program in the pods and the operator's commands use it. Every
 * method throws ServiceError. None retries, because only the caller knows how long it can wait: each call is one request,
 * findManagedAgentPool at most two. An answer that cannot be understood is an error, never an empty list or a missing agent.
 * Names match without regard to case. docs/providers.md describes this contract, and the tests of
 * `__tests__/providers/contract/agent-service-contract.ts` check it for every provider.
 */
export interface AgentService {
  /**
   * Returns the agent pool, if the identity may register agents in it. @throws ServiceError `absent` if it is missing or not
   * visible, `right` if it is visible but the identity may not register agents
   */
  findManagedAgentPool(ref: AgentPoolRef): Promise<AgentPool>;
  /** Returns the agent pool, whether or not the identity may register agents in it. Undefined if it is missing or not visible. */
  findAgentPool(ref: AgentPoolRef): Promise<AgentPool | undefined>;
  /** Lists all agents of the agent pool, each with its assigned job. */
  agents(poolId: number): Promise<Listing<Agent>>;
  /** Returns the agent with its assigned job and its last job. Undefined if it is not registered. */
  findAgent(agent: AgentRef): Promise<Agent | undefined>;
  /** Returns the agent of this name. Undefined if none is registered. */
  findAgentByName(poolId: number, name: string): Promise<Agent | undefined>;
  /**
   * Disables an agent: the service assigns no further job to it, and a job that is already assigned continues. So
   * findAgent, called afterwards, shows every job that the agent will ever have. Returns false if the agent is not registered.
   */
  disable(agent: AgentRef): Promise<boolean>;
  /**
   * Deletes an agent. Returns `busy` if it runs a job, which then continues, and `absent` only if the service says that there
   * is no such agent.
   */
  delete(agent: AgentRef): Promise<Deletion>;
  /** Lists the waiting and running jobs of an agent pool, and the `finished` jobs that ended last. */
  jobs(poolId: number, finished: number): Promise<Listing<Job>>;
}
