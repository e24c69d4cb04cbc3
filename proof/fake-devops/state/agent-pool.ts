import { agentNotFound, requestNotFound } from '../service-error';
import type { Agent } from './agent';
import { AgentHistory } from './agent-history';
import type { JobRequest } from './job-request';

/** An agent pool as a test defines it. */
export interface AgentPoolSpec {
  readonly name: string;
  /** @default - counted up from 44 */
  readonly id?: number;
  /** Whether the server may update agents. @default true */
  readonly autoUpdate?: boolean;
  /** Whether pipelines of the projects may use it. @default true */
  readonly authorised?: boolean;
}

/** One agent pool with its agents and job requests. Calls `onChange` after every change. */
export class AgentPool {
  readonly id: number;
  readonly name: string;
  readonly createdOn: number;
  readonly authorised: boolean;
  autoUpdate: boolean;
  readonly history = new AgentHistory();
  readonly #agents = new Map<number, Agent>();
  readonly #requests = new Map<number, JobRequest>();
  readonly #now: () => number;
  readonly #onChange: () => void;

  /** @param now returns the time, in milliseconds since 1970 */
  constructor(spec: Required<AgentPoolSpec>, now: () => number, onChange: () => void) {
    this.id = spec.id;
    this.name = spec.name;
    this.autoUpdate = spec.autoUpdate;
    this.authorised = spec.authorised;
    this.createdOn = now();
    this.#now = now;
    this.#onChange = onChange;
  }

  get agents(): readonly Agent[] {
    return [...this.#agents.values()];
  }

  /** Oldest first. */
  get requests(): readonly JobRequest[] {
    return [...this.#requests.values()];
  }

  /** @throws ServiceError 404 */
  agent(id: number): Agent {
    const agent = this.#agents.get(id);
    if (agent === undefined) throw agentNotFound(this.id, id);
    return agent;
  }

  agentNamed(name: string): Agent | undefined {
    return this.agents.find((agent) => agent.name.toLowerCase() === name.toLowerCase());
  }

  /** @throws ServiceError 404 */
  request(id: number): JobRequest {
    const request = this.#requests.get(id);
    if (request === undefined) throw requestNotFound(id);
    return request;
  }

  putAgent(agent: Agent): void {
    this.history.changed(this.#agents.get(agent.id), agent, this.#now());
    this.#agents.set(agent.id, agent);
    this.#onChange();
  }

  removeAgent(id: number): void {
    this.history.changed(this.#agents.get(id), undefined, this.#now());
    this.#agents.delete(id);
    this.#onChange();
  }

  putRequest(request: JobRequest): void {
    this.#notePickup(request);
    this.#requests.set(request.requestId, request);
    this.#onChange();
  }

  #notePickup({ requestId, receiveTime, reservedAgent }: JobRequest): void {
    if (receiveTime === undefined || this.#requests.get(requestId)?.receiveTime !== undefined) return;
    const agent = this.#agents.get(reservedAgent?.id ?? 0);
    if (agent !== undefined) this.history.pickedUp(agent, requestId, receiveTime);
  }
}
