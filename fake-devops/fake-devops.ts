import { type Clock, realClock } from './clock';
import { type ActiveFault, type FaultSpec, Faults } from './http/faults';
import { Handler } from './http/handler';
import { type RateLimit, rateLimitHeaders } from './http/rate-limit';
import type { LoggedRequest } from './http/request-log';
import { HttpServer } from './http/server';
import { Entra } from './identity/entra';
import { type TokenOptions, Tokens } from './identity/tokens';
import { pageRoutes } from './page/routes';
import { orgRoutes, rootRoutes } from './routes';
import type { Services } from './routes/services';
import { defaultSettings, type Settings } from './settings';
import type { Agent } from './state/agent';
import type { AgentPool, AgentPoolSpec } from './state/agent-pool';
import { type AgentSpec, Agents } from './state/agents';
import { Dispatcher } from './state/dispatcher';
import { Job } from './state/job';
import type { JobRequest } from './state/job-request';
import { type JobSpec, Jobs } from './state/jobs';
import type { Pipeline, PipelineSpec } from './state/pipeline';
import { Sessions } from './state/sessions';
import { Store } from './state/store';
import { StubBehaviours } from './stub-behaviour';

export interface FakeDevOpsOptions {
  /** @default 'contoso' */
  readonly organisation?: string;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** @default 0, any free one */
  readonly port?: number;
  /** @default realClock */
  readonly clock?: Clock;
  /** @default none */
  readonly pools?: readonly (string | AgentPoolSpec)[];
  /** The first is that of everything which names none. @default ['demo'] */
  readonly projects?: readonly [string, ...string[]];
  /** The Administrator's personal access token. @default - a random one */
  readonly token?: string;
  /** @default - one for each agent pool, with its name; ids from 12 on */
  readonly pipelines?: readonly PipelineSpec[];
  readonly settings?: Partial<Settings>;
}

/** An agent with the job that it has. */
export interface AgentSnapshot extends Agent {
  readonly assignedRequest?: JobRequest | undefined;
}

/** What to set up an agent with that nobody registers. */
export interface AgentScene extends AgentSpec {
  /** @default 'offline' */
  readonly status?: 'online' | 'offline';
  /** Milliseconds since 1970, or a text with the time. @default now */
  readonly statusChangedOn?: number | string;
}

/** A small Azure DevOps on this machine: agent pools, agents, job requests, builds and tokens, with faults on demand. */
export class FakeDevOps {
  /** Change these at any time. */
  readonly settings: Settings;
  /** How stub agents behave. */
  readonly stub = new StubBehaviours();
  /** What Microsoft Entra ID answers, and what it was asked. */
  readonly entra = new Entra();
  /** A personal access token of an Administrator, with all scopes. */
  readonly token: string;
  readonly #organisation: string;
  readonly #clock: Clock;
  readonly #store: Store;
  readonly #agents: Agents;
  readonly #jobs: Jobs;
  readonly #tokens: Tokens;
  readonly #faults = new Faults();
  readonly #handler: Handler;
  readonly #server: HttpServer;
  #rateLimit: RateLimit | undefined;

  private constructor(options: FakeDevOpsOptions) {
    this.#organisation = options.organisation ?? 'contoso';
    this.#clock = options.clock ?? realClock;
    this.settings = { ...defaultSettings(), ...options.settings };
    this.#store = new Store(this.#clock, this.settings, options.projects ?? ['demo']);
    for (const pool of options.pools ?? []) this.#store.addPool(pool);
    for (const pipeline of options.pipelines ?? []) this.#store.addPipeline(pipeline);
    const sessions = new Sessions(this.#store);
    this.#agents = new Agents(this.#store, sessions);
    this.#jobs = new Jobs(this.#store, sessions);
    new Dispatcher(this.#store, this.#jobs);
    this.#tokens = new Tokens(this.#clock);
    this.token = this.#tokens.issue(options.token === undefined ? {} : { value: options.token });
    const services: Services = {
      clock: this.#clock,
      settings: this.settings,
      store: this.#store,
      agents: this.#agents,
      sessions,
      jobs: this.#jobs,
      tokens: this.#tokens,
      stub: this.stub,
      entra: this.entra,
      url: () => this.url,
    };
    this.#handler = new Handler({
      organisation: this.#organisation,
      clock: this.#clock,
      tokens: this.#tokens,
      faults: this.#faults,
      routes: orgRoutes(services),
      rootRoutes: [...rootRoutes(services), ...pageRoutes(services)],
      commonHeaders: () => (this.#rateLimit === undefined ? {} : rateLimitHeaders(this.#rateLimit, this.#clock.now())),
    });
    this.#server = new HttpServer(this.#handler, this.#clock);
  }

  /** @throws Error when the port is taken */
  static async start(options: FakeDevOpsOptions = {}): Promise<FakeDevOps> {
    const fake = new FakeDevOps(options);
    await fake.#server.listen(options.host ?? '127.0.0.1', options.port ?? 0);
    return fake;
  }

  /** URL of the server, without a trailing slash: with one, what AZURE_AUTHORITY_HOST is. */
  get origin(): string {
    return this.#server.origin;
  }

  /** URL of the organisation, without a trailing slash: what AZP_URL is. */
  get url(): string {
    return `${this.origin}/${this.#organisation}`;
  }

  /** Emits `change` after every change of the state. */
  get events() {
    return this.#store.events;
  }

  /** Every request, in order, whatever became of it. */
  get requests(): readonly LoggedRequest[] {
    return this.#handler.log;
  }

  issueToken(options: TokenOptions = {}): string {
    return this.#tokens.issue(options);
  }

  expireToken(token: string): void {
    this.#tokens.expire(token);
  }

  revokeToken(token: string): void {
    this.#tokens.revoke(token);
  }

  addPool(spec: string | AgentPoolSpec): AgentPool {
    return this.#store.addPool(spec);
  }

  addPipeline(spec: PipelineSpec): Pipeline {
    return this.#store.addPipeline(spec);
  }

  /** By name or id, live. @throws ServiceError 404 */
  pool(which: string | number): AgentPool {
    return this.#store.pool(which);
  }

  /** @throws ServiceError 404 for an unknown agent pool */
  agentsOf(pool: string | number): AgentSnapshot[] {
    const { agents, requests } = this.#store.pool(pool);
    const byId = new Map(requests.map((request) => [request.requestId, request]));
    return agents.map((agent) => ({ ...agent, assignedRequest: byId.get(agent.assignedRequestId ?? 0) }));
  }

  /** Sets a scene: an agent that nobody registered. One that is online has no session, so it is given jobs and never picks them up. */
  addAgent(pool: string | number, { status = 'offline', statusChangedOn, ...spec }: AgentScene): Agent {
    const home = this.#store.pool(pool);
    const agent = this.#agents.register(home, spec);
    const changedOn = statusChangedOn === undefined ? agent.statusChangedOn : new Date(statusChangedOn).getTime();
    home.putAgent({ ...agent, enabled: spec.enabled ?? true, status, statusChangedOn: changedOn });
    return home.agent(agent.id);
  }

  /** @throws ServiceError 404 for an unknown agent pool */
  queueJob(spec: JobSpec): Job {
    return new Job(this.#store, this.#jobs.queue(spec));
  }

  cancelJob(job: Job): void {
    this.#jobs.cancel(job.build);
  }

  /** Breaks what fits, until it is removed or has hit `times` requests. */
  fault(spec: FaultSpec): ActiveFault {
    return this.#faults.add(spec);
  }

  /** Tells every caller about its budget; undefined ends it. It delays and blocks nothing. */
  rateLimit(limit: RateLimit | undefined): void {
    this.#rateLimit = limit;
  }

  /** Resolves once `holds` is true after a change of the state. @throws Error that says what was waited for */
  async eventually(what: string, holds: () => boolean, { withinMs = 10_000 } = {}): Promise<void> {
    const { promise, stop } = nextTime(this.events, holds);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`waited ${withinMs} ms in vain for: ${what}`)), withinMs);
    });
    try {
      await Promise.race([promise, late]);
    } finally {
      clearTimeout(timer);
      stop();
    }
  }

  async close(): Promise<void> {
    await this.#server.close();
  }
}

function nextTime(events: Store['events'], holds: () => boolean) {
  let stop = () => {};
  const promise = new Promise<void>((resolve) => {
    const look = () => {
      if (holds()) resolve();
    };
    events.on('change', look);
    stop = () => events.off('change', look);
    look();
  });
  return { promise, stop };
}
