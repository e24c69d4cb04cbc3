import type { AgentPool, AgentService } from '../../../providers/contract/agent-service';

/**
 * How a service fails to answer properly. The request does nothing in any of these cases:
 * - `reset`: the connection breaks before an answer
 * - `silence`: no answer comes; the service under test has to stop waiting by itself, so give it a short time limit
 * - `outage`: the server says that it is out of order
 * - `throttled`: the server refuses the request and asks to wait for 7 s
 * - `cut off`: a success whose JSON breaks off
 * - `strange`: a success with valid JSON of another shape
 * - `page`: a success with a page of HTML, such as a page to sign in
 * - `foreign 404`: "not found" from something that does not know agents, such as a proxy
 */
export type Breakdown = 'reset' | 'silence' | 'outage' | 'throttled' | 'cut off' | 'strange' | 'page' | 'foreign 404';

/**
 * A provider's service with a stand-in for its server, for `describeAgentService`. The stand-in has one agent pool. It
 * assigns waiting jobs by itself, to agents that are enabled, online and free, before each of these methods resolves.
 */
export interface AgentServiceScene {
  /** The service under test. Its identity may register agents in the agent pool. */
  readonly service: AgentService;
  /** The agent pool. Its name has letters. */
  readonly pool: AgentPool;
  /** How many requests have arrived, other than those that only sign in. */
  requestCount(): number;
  /** Registers an agent, enabled and offline. Returns its id. */
  register(name: string): Promise<number>;
  /** The agent goes online or offline. */
  connect(agentId: number): Promise<void>;
  disconnect(agentId: number): Promise<void>;
  /** Queues a job that every registered agent could run; at least one has to be registered. Returns its request's id. */
  queueJob(): Promise<number>;
  /** The agent to which the job is assigned starts it. */
  receiveJob(requestId: number): Promise<void>;
  /** The agent that runs the job reports that it has succeeded. */
  finishJob(requestId: number): Promise<void>;
  /** Takes rights on the agent pool away: `view` lets the identity read only, `none` hides the agent pool from it. */
  limitRights(to: 'view' | 'none'): Promise<void>;
  /** From now on, the server does not accept the credential. */
  revokeCredential(): Promise<void>;
  /** From now on, every request meets this. */
  breakDown(breakdown: Breakdown): Promise<void>;
  /** From now on, the server answers properly again. */
  recover(): Promise<void>;
  close(): Promise<void>;
}
