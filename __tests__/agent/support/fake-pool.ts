import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeAgent {
  id: number;
  name: string;
  enabled: boolean;
  status: 'online' | 'offline';
  assignedRequest?: { requestId: number };
}

interface Answer {
  readonly status: number;
  /** Text is sent as a web page, undefined as an empty body, anything else as JSON. */
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

interface Fault extends Answer {
  readonly method: string;
  times: number;
}

/** One agent pool of a small Azure DevOps on 127.0.0.1, and a record of every request. */
export class FakePool {
  readonly agents: FakeAgent[] = [];
  readonly requests: { method: string; url: string; authorization: string }[] = [];
  readonly pool = { id: 44, name: 'linux' };
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #faults: Fault[] = [];
  #nextId = 25;

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/contoso`;
  }

  add(name: string, enabled = true): FakeAgent {
    const agent = { id: this.#nextId++, name, enabled, status: 'online' as const };
    this.agents.push(agent);
    return agent;
  }

  fail(method: string, status: number, body: unknown, times = 1, headers: Record<string, string> = {}): void {
    this.#faults.push({ method, status, body, times, headers });
  }

  /** "METHOD path" without the query, in order. */
  calls(method: string): string[] {
    return this.requests
      .filter((request) => request.method === method)
      .map(({ url }) => url.replace(/^.*distributedtask\//, '').replace(/\?.*/, ''));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? '';
    const url = new URL(request.url ?? '', 'http://fake');
    this.requests.push({ method, url: request.url ?? '', authorization: request.headers.authorization ?? '' });
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { status, body, headers } =
      this.#fault(method) ?? this.#answer(method, url, text === '' ? {} : (JSON.parse(text) as Partial<FakeAgent>));
    response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json', ...headers });
    response.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body));
  }

  #fault(method: string): Answer | undefined {
    const fault = this.#faults.find((each) => each.method === method && each.times > 0);
    if (fault) fault.times--;
    return fault;
  }

  #answer(method: string, url: URL, body: Partial<FakeAgent>): Answer {
    if (method !== 'GET' && !url.searchParams.has('api-version')) {
      const message = `No api-version was supplied for the "${method}" request.`;
      return { status: 400, body: { typeKey: 'VssVersionNotSpecifiedException', message } };
    }
    const [, poolId, agents, agentId] = /\/pools(?:\/(\d+)(\/agents(?:\/(\d+))?)?)?$/.exec(url.pathname) ?? [];
    if (poolId === undefined) return list(this.#asksForThisPool(url.searchParams) ? [this.pool] : []);
    if (Number(poolId) !== this.pool.id) return notFound('pool');
    if (agents === undefined) return { status: 200, body: this.pool };
    if (agentId !== undefined) return this.#agent(method, url, Number(agentId), body);
    if (method === 'POST') return { status: 200, body: this.add(body.name ?? '') };
    return list(this.agents.filter((agent) => agent.name === url.searchParams.get('agentName')).map(withoutRequest));
  }

  #asksForThisPool(query: URLSearchParams): boolean {
    return query.get('poolName') === this.pool.name || query.get('poolIds') === String(this.pool.id);
  }

  #agent(method: string, url: URL, id: number, body: Partial<FakeAgent>): Answer {
    const agent = this.agents.find((each) => each.id === id);
    if (agent === undefined) return notFound('agent');
    if (method === 'DELETE') return this.#delete(agent);
    if (method === 'PATCH' && body.id === id && body.enabled !== undefined) agent.enabled = body.enabled;
    return { status: 200, body: url.searchParams.get('includeAssignedRequest') === 'true' ? agent : withoutRequest(agent) };
  }

  #delete(agent: FakeAgent): Answer {
    if (agent.assignedRequest) {
      const message = `Agent "${agent.name}" is running a job for pool "linux"`;
      return { status: 400, body: { typeKey: 'TaskAgentJobStillRunningException', message } };
    }
    this.agents.splice(this.agents.indexOf(agent), 1);
    return { status: 204, body: undefined };
  }
}

const list = (value: readonly unknown[]): Answer => ({ status: 200, body: { count: value.length, value } });

const withoutRequest = ({ assignedRequest: _, ...agent }: FakeAgent) => agent;

const notFound = (what: 'agent' | 'pool'): Answer => ({
  status: 404,
  body: { typeKey: what === 'agent' ? 'TaskAgentNotFoundException' : 'TaskAgentPoolNotFoundException', message: `No ${what} found` },
});
