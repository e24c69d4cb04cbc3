import { agentNotFound, requestNotFound } from '../service-error';
import type { Agent } from './agent';
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
  readonly #agents = new Map<number, Agent>();
  readonly #requests = new Map<number, JobRequest>();
  readonly #onChange: () => void;

  constructor(spec: Required<AgentPoolSpec>, createdOn: number, onChange: () => void) {
    this.id = spec.id;
    this.name = spec.name;
    this.autoUpdate = spec.autoUpdate;
    this.authorised = spec.authorised;
    this.createdOn = createdOn;
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
    this.#agents.set(agent.id, agent);
    this.#onChange();
  }

  removeAgent(id: number): void {
    this.#agents.delete(id);
    this.#onChange();
  }

  putRequest(request: JobRequest): void {
    this.#requests.set(request.requestId, request);
    this.#onChange();
  }
}
