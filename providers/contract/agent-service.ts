/** An agent pool as a user names it. */
export type AgentPoolRef = { readonly name: string } | { readonly id: number };

/** A place where jobs wait for agents: an agent pool of Azure DevOps. */
export interface AgentPool {
  readonly id: number;
  readonly name: string;
}

/** Which agent: ids as the service gave them. */
export interface AgentRef {
  readonly poolId: number;
  readonly agentId: number;
}

/** A registered agent. Times are milliseconds since 1970 by the service's clock. */
export interface Agent {
  readonly id: number;
  readonly name: string;
  /** Whether it may be given a job. */
  readonly enabled: boolean;
  readonly status: 'online' | 'offline';
  /** When it last went online or offline; undefined when the service does not say. */
  readonly statusChangedOn: number | undefined;
  /** The job that is assigned to it or runs on it; absent or null without one. */
  readonly assignedRequest?: { readonly requestId: number; readonly receiveTime: number | undefined } | null | undefined;
  /** The last job that it has ended; absent or null without one. */
  readonly lastCompletedRequest?: { readonly requestId: number } | null | undefined;
}

/** A job in the queue of an agent pool: waiting, running or finished. Times are milliseconds since 1970 by the service's clock. */
export interface Job {
  readonly requestId: number;
  readonly demands?: readonly string[] | null | undefined;
  readonly queueTime: number | undefined;
  /** When an agent has taken the job; undefined until then. */
  readonly receiveTime: number | undefined;
  /** Absent or null until it has finished. */
  readonly result?: string | null | undefined;
}

/** A list, and the service's clock when it was made. */
export interface Listing<T> {
  readonly value: readonly T[];
  /** Milliseconds since 1970; undefined when the service did not say. */
  readonly serverTime: number | undefined;
}

export type Deletion = 'deleted' | 'absent' | 'busy';

/**
 * What the program in the pods and the operator's commands ask of the service that has the queue and the agents. Every
 * method throws ServiceError, and none retries: the caller knows how long it can wait. docs/providers.md is the contract
 * in words; `__tests__/providers/contract/` holds it for every provider.
 */
export interface AgentService {
  /** The agent pool, if the identity may register agents in it. @throws ServiceError `absent` or `right`, told apart */
  findManagedPool(ref: AgentPoolRef): Promise<AgentPool>;
  /** The agent pool, whatever rights the identity has on it; undefined when it is missing or not visible. */
  findPool(ref: AgentPoolRef): Promise<AgentPool | undefined>;
  /** All agents of the agent pool, each with its assigned job. */
  agents(poolId: number): Promise<Listing<Agent>>;
  /** The agent with its assigned and its last job; undefined when it is not registered. */
  findAgent(agent: AgentRef): Promise<Agent | undefined>;
  /** The agent of that name, without regard to case; undefined when it is not registered. */
  findAgentByName(poolId: number, name: string): Promise<Agent | undefined>;
  /**
   * Takes an agent out of service: it is given no further job, and one that runs goes on. A look at the agent after this
   * shows every job that it will ever have. Returns false when it is not registered.
   */
  disable(agent: AgentRef): Promise<boolean>;
  /** Deletes an agent. `busy` while it runs a job, which goes on; `absent` only when the service says that there is no such agent. */
  delete(agent: AgentRef): Promise<Deletion>;
  /** Reads the queue: the waiting and running jobs of an agent pool, and the last `finished` ones. */
  jobs(poolId: number, finished: number): Promise<Listing<Job>>;
}
