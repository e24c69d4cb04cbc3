import { randomUUID } from 'node:crypto';
import type { Timer } from '../clock';
import { ServiceError } from '../service-error';
import { type Agent, completed, released, reserved } from './agent';
import type { AgentPool } from './agent-pool';
import { matchedAgents, referenceTo } from './agents';
import type { Build } from './build';
import { assigned, cancelling, finished, type JobRequest, phaseOf, type Result, renewed, requeued } from './job-request';
import type { Pipeline } from './pipeline';
import type { Sessions } from './sessions';
import type { Store } from './store';

/** Seconds that an agent is given to end a job that was cancelled. */
const CANCEL_TIMEOUT_SECONDS = 300;

/** A run to be queued, and its jobs. */
export interface JobSpec {
  readonly pool: string | number;
  /** What the YAML demands; the service adds a minimum agent version. @default none */
  readonly demands?: readonly string[] | undefined;
  /** Equal jobs in the run. @default 1 */
  readonly count?: number | undefined;
  /** Several jobs have their number behind it. @default 'Job' */
  readonly name?: string | undefined;
  /** How long the job runs when it has no script. @default 0 */
  readonly seconds?: number | undefined;
  /** What the job's step runs, for bash. @default - nothing */
  readonly script?: string | undefined;
  /** The higher goes first. @default 0 */
  readonly priority?: number | undefined;
  /** The pipeline that it is a run of. @default - the one that came with the agent pool */
  readonly pipeline?: Pipeline | undefined;
  readonly sourceBranch?: string | undefined;
}

/** Jobs from their queueing to their end. */
export class Jobs {
  readonly #locks = new Map<number, Timer>();
  readonly #store: Store;
  readonly #sessions: Sessions;
  readonly #issueToken: (clientId: string) => string;

  /** @param issueToken makes a token for a job of the agent with that client id */
  constructor(store: Store, sessions: Sessions, issueToken: (clientId: string) => string) {
    this.#store = store;
    this.#sessions = sessions;
    this.#issueToken = issueToken;
    sessions.whenEnded((pool, agent) => this.#agentLost(pool, agent));
  }

  /**
   * Queues a run and returns its first job. Without a registered agent that meets the demands there are no requests and the
   * jobs have failed. @throws ServiceError 404 for an unknown agent pool
   */
  queue(spec: JobSpec): Build {
    const pool = this.#store.pool(spec.pool);
    const first = this.#newBuild(spec, pool);
    const { count = 1 } = spec;
    const jobs = Array.from({ length: count }, (_, index) =>
      count === 1 ? first : { ...first, jobId: randomUUID(), jobName: `${first.jobName} ${index + 1}` },
    );
    // All are there before the first can end: else the run would have ended with it.
    for (const job of jobs) this.#store.putBuild(job);
    for (const job of jobs) this.#request(spec, pool, job);
    return this.#store.build(first.id);
  }

  #request(spec: JobSpec, pool: AgentPool, build: Build): void {
    const demands = [...(spec.demands ?? []), `Agent.Version -gtVersion ${this.#store.settings.minimumAgentVersion}`];
    const matched = matchedAgents(pool, demands);
    if (matched.length === 0) {
      const issue = `No agent found in pool ${pool.name} which satisfies the specified demands: ${demands.join(', ')}`;
      this.#store.putBuild({ ...build, issue });
      return;
    }
    const { planId, jobId, queueTime, id: buildId } = build;
    const requestId = this.#store.ids.request();
    this.#store.putBuild({ ...build, requestId });
    const common = { requestId, poolId: pool.id, buildId, planId, jobId, priority: spec.priority ?? 0, demands };
    pool.putRequest({ ...common, matchedAgents: matched, queueTime, cancelling: false });
  }

  #newBuild(spec: JobSpec, pool: AgentPool): Build {
    const id = this.#store.ids.build();
    const queueTime = this.#store.clock.now();
    const pipeline = spec.pipeline ?? this.#store.pipelineOf(pool);
    return {
      id,
      number: `${new Date(queueTime).toISOString().slice(0, 10).replaceAll('-', '')}.${id}`,
      project: pipeline.project,
      definition: { id: pipeline.id, name: pipeline.name },
      sourceBranch: spec.sourceBranch ?? 'refs/heads/main',
      poolId: pool.id,
      planId: randomUUID(),
      jobId: randomUUID(),
      jobName: spec.name ?? 'Job',
      queueTime,
      seconds: spec.seconds ?? 0,
      script: spec.script,
      log: '',
    };
  }

  /** Gives a queued request to an idle agent. */
  reserve(pool: AgentPool, request: JobRequest, agent: Agent): void {
    pool.putAgent(reserved(agent, request.requestId));
    const taken = assigned(request, referenceTo(agent), this.#store.clock.now());
    this.#lock(pool, taken);
    pool.putRequest(taken);
    const build = this.#store.job(request.jobId);
    const { requestId, jobId, planId, lockedUntil } = taken;
    const body = {
      requestId,
      jobId,
      planId,
      name: build.jobName,
      seconds: build.seconds,
      script: build.script,
      lockedUntil: isoTime(lockedUntil),
      accessToken: this.#issueToken(agent.clientId),
    };
    this.#sessions.send(agent, { messageType: 'PipelineAgentJobRequest', requestId, body: JSON.stringify(body) });
  }

  /** The first renewal is the pickup. @throws ServiceError 404, and 400 when the lock has lapsed or the job has ended */
  renew(pool: AgentPool, requestId: number): JobRequest {
    const request = renewed(this.#held(pool, requestId), this.#store.clock.now());
    this.#lock(pool, request);
    pool.putRequest(request);
    return request;
  }

  /** The agent's report that its job has ended. @throws ServiceError 404, and 400 when the lock has lapsed or the job has ended */
  complete(pool: AgentPool, requestId: number, result: Result, shuttingDown: boolean): JobRequest {
    return this.#end(pool, this.#held(pool, requestId), result, shuttingDown);
  }

  /** Cancels a whole run: ends its jobs that wait; those that run are asked to end through their agents. */
  cancel({ id }: Build): void {
    for (const job of this.#store.jobsOf(id)) this.#cancelJob(job);
  }

  #cancelJob(build: Build): void {
    const request = this.#store.requestOf(build);
    if (request === undefined || request.result !== undefined || request.cancelling) return;
    const pool = this.#store.pool(build.poolId);
    if (phaseOf(request) !== 'running') {
      this.#end(pool, request, 'canceled', false);
      return;
    }
    pool.putRequest(cancelling(request));
    const body = JSON.stringify({ jobId: request.jobId, timeout: CANCEL_TIMEOUT_SECONDS });
    const agent = this.#holder(pool, request);
    if (agent !== undefined) this.#sessions.send(agent, { messageType: 'JobCancelMessage', requestId: request.requestId, body });
  }

  /** The worker has started the job. */
  start(build: Build): void {
    this.#store.putBuild({ ...build, startTime: build.startTime ?? this.#store.clock.now() });
  }

  appendLog(build: Build, text: string): void {
    this.#store.putBuild({ ...build, log: build.log + text });
  }

  #held(pool: AgentPool, requestId: number): JobRequest {
    const request = pool.request(requestId);
    const phase = phaseOf(request);
    if (phase === 'assigned' || phase === 'running') return request;
    const message = `The lock of the agent request ${requestId} has expired or the request has ended.`;
    throw new ServiceError(400, 'TaskAgentJobTokenExpiredException', message);
  }

  #end(pool: AgentPool, request: JobRequest, result: Result, shuttingDown: boolean): JobRequest {
    const now = this.#store.clock.now();
    this.#unlock(request);
    const ended = finished(request, result, now);
    pool.putRequest(ended);
    const agent = this.#holder(pool, request);
    if (agent === undefined) return ended;
    this.#sessions.withdraw(agent, request.requestId);
    pool.putAgent(request.receiveTime === undefined && !shuttingDown ? released(agent, now) : completed(agent, shuttingDown, now));
    return ended;
  }

  #agentLost(pool: AgentPool, agent: Agent): void {
    const request = pool.requests.find(({ requestId }) => requestId === agent.assignedRequestId);
    if (request !== undefined && phaseOf(request) === 'assigned') this.#lost(pool, request);
  }

  #lost(pool: AgentPool, request: JobRequest): void {
    const build = this.#store.job(request.jobId);
    if (phaseOf(request) === 'running' || this.#store.settings.lostBeforePickup === 'abandon') {
      this.#store.putBuild({ ...build, issue: `We stopped hearing from agent ${request.reservedAgent?.name}.` });
      this.#end(pool, request, 'abandoned', false);
      return;
    }
    this.#unlock(request);
    const agent = this.#holder(pool, request);
    pool.putRequest({ ...requeued(request), matchedAgents: matchedAgents(pool, request.demands) });
    if (agent === undefined) return;
    this.#sessions.withdraw(agent, request.requestId);
    pool.putAgent(released(agent, this.#store.clock.now()));
  }

  #holder(pool: AgentPool, request: JobRequest): Agent | undefined {
    return pool.agents.find((agent) => agent.assignedRequestId === request.requestId);
  }

  #lock(pool: AgentPool, request: JobRequest): void {
    this.#unlock(request);
    const left = (request.lockedUntil ?? 0) - this.#store.clock.now();
    const timer = this.#store.clock.after(left, () => this.#lost(pool, pool.request(request.requestId)));
    this.#locks.set(request.requestId, timer);
  }

  #unlock(request: JobRequest): void {
    this.#locks.get(request.requestId)?.cancel();
    this.#locks.delete(request.requestId);
  }
}

const isoTime = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
