import { createServices } from './create-services';
import { eventually } from './eventually';
import { type ActiveFault, type FaultSpec, Faults } from './http/faults';
import { Handler } from './http/handler';
import { type RateLimit, rateLimitHeaders } from './http/rate-limit';
import type { LoggedRequest } from './http/request-log';
import { HttpServer } from './http/server';
import type { Entra } from './identity/entra';
import type { TokenOptions } from './identity/tokens';
import type { AgentScene, AgentSnapshot, FakeDevOpsOptions } from './options';
import { pageRoutes } from './page/routes';
import { orgRoutes, rootRoutes } from './routes';
import type { Services } from './routes/services';
import type { Settings } from './settings';
import type { Agent } from './state/agent';
import type { AgentPool, AgentPoolSpec } from './state/agent-pool';
import { Job } from './state/job';
import type { JobSpec, Pipeline, PipelineSpec } from './state/pipeline';
import type { StubBehaviours } from './stub-behaviour';

export type { FaultSpec } from './http/faults';
export type { AgentScene, AgentSnapshot, FakeDevOpsOptions } from './options';

/** A small Azure DevOps on this machine: agent pools, agents, job requests, builds and tokens, with faults on demand. */
export class FakeDevOps {
  /** Personal access token of the Administrator, with all scopes. */
  readonly token: string;
  readonly #organisation: string;
  readonly #services: Services;
  readonly #faults = new Faults();
  readonly #handler: Handler;
  readonly #server: HttpServer;
  #rateLimit: RateLimit | undefined;

  private constructor(options: FakeDevOpsOptions) {
    this.#organisation = options.organisation ?? 'contoso';
    this.#services = createServices(options, () => this.url);
    this.token = this.issueToken(options.token === undefined ? {} : { value: options.token });
    this.#handler = this.#createHandler();
    this.#server = new HttpServer(this.#handler, this.#services.clock);
  }

  #createHandler(): Handler {
    const { clock, tokens } = this.#services;
    return new Handler({
      organisation: this.#organisation,
      clock,
      tokens,
      faults: this.#faults,
      routes: orgRoutes(this.#services),
      rootRoutes: [...rootRoutes(this.#services), ...pageRoutes(this.#services)],
      onRequest: (request) => this.events.emit('request', request),
      commonHeaders: () => (this.#rateLimit === undefined ? {} : rateLimitHeaders(this.#rateLimit, clock.now())),
    });
  }

  /** @throws Error if the port is in use */
  static async start(options: FakeDevOpsOptions = {}): Promise<FakeDevOps> {
    const fake = new FakeDevOps(options);
    await fake.#server.listen(options.host ?? '127.0.0.1', options.port ?? 0);
    return fake;
  }

  /** URL of the server, without a trailing slash. With a trailing slash it is the value for AZURE_AUTHORITY_HOST. */
  get origin(): string {
    return this.#server.origin;
  }

  /** URL of the organisation, without a trailing slash: the value for AZP_URL. */
  get url(): string {
    return `${this.origin}/${this.#organisation}`;
  }

  /** Tests can change them at any time. */
  get settings(): Settings {
    return this.#services.settings;
  }

  /** How stub agents behave. */
  get stub(): StubBehaviours {
    return this.#services.stub;
  }

  /** Settings of Microsoft Entra ID, and the token requests that it has received. */
  get entra(): Entra {
    return this.#services.entra;
  }

  /** Emits `change` after every change of state, and `request` when a request arrives and again when it is answered. */
  get events() {
    return this.#services.store.events;
  }

  /** The last 100000 requests in order of arrival, including refused and unanswered ones. */
  get requests(): readonly LoggedRequest[] {
    return this.#handler.log;
  }

  issueToken(options: TokenOptions = {}): string {
    return this.#services.tokens.issue(options);
  }

  expireToken(token: string): void {
    this.#services.tokens.expire(token);
  }

  revokeToken(token: string): void {
    this.#services.tokens.revoke(token);
  }

  addPool(spec: string | AgentPoolSpec): AgentPool {
    return this.#services.store.addPool(spec);
  }

  addPipeline(spec: PipelineSpec): Pipeline {
    return this.#services.store.addPipeline(spec);
  }

  /** The live agent pool with this name or id. @throws ServiceError 404 */
  pool(nameOrId: string | number): AgentPool {
    return this.#services.store.pool(nameOrId);
  }

  /** @throws ServiceError 404 for an unknown agent pool */
  agentsOf(pool: string | number): AgentSnapshot[] {
    const { agents, requests } = this.pool(pool);
    const byId = new Map(requests.map((request) => [request.requestId, request]));
    return agents.map((agent) => ({ ...agent, assignedRequest: byId.get(agent.assignedRequestId ?? 0) }));
  }

  /** Adds an agent that no client has registered. @throws ServiceError 409 if the name is taken */
  addAgent(pool: string | number, { status = 'offline', statusChangedOn, ...spec }: AgentScene): Agent {
    const agentPool = this.pool(pool);
    const agent = this.#services.agents.register(agentPool, spec);
    const changedOn = statusChangedOn === undefined ? agent.statusChangedOn : new Date(statusChangedOn).getTime();
    return this.#services.agents.put(agentPool, { ...agent, enabled: spec.enabled ?? true, status, statusChangedOn: changedOn });
  }

  /** @throws ServiceError 404 for an unknown agent pool */
  queueJob(spec: JobSpec): Job {
    return new Job(this.#services.store, this.#services.jobs.queue(spec));
  }

  /** All jobs, oldest first, including those that were queued by the page or by a client. */
  get jobs(): readonly Job[] {
    return this.#services.store.jobs.map((job) => new Job(this.#services.store, job));
  }

  cancelJob(job: Job): void {
    this.#services.jobs.cancel(job.buildId);
  }

  /** Breaks each matching request, until the fault is removed or has hit `times` requests. */
  fault(spec: FaultSpec): ActiveFault {
    return this.#faults.add(spec);
  }

  /** Sends rate limit headers with every answer; undefined stops that. The fake itself delays and blocks nothing. */
  rateLimit(limit: RateLimit | undefined): void {
    this.#rateLimit = limit;
  }

  /** Waits until `holds` returns true; see `eventually`. @throws Error that contains `what` after `withinMs` */
  eventually(what: string, holds: () => boolean, { withinMs = 10_000 } = {}): Promise<void> {
    return eventually(this.events, holds, { what, withinMs });
  }

  async close(): Promise<void> {
    await this.#server.close();
  }
}
