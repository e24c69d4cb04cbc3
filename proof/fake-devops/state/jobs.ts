import { ServiceError } from '../service-error';
import { type Agent, completed, released, reserved } from './agent';
import type { AgentPool } from './agent-pool';
import { matchedAgents, referenceTo } from './agents';
import { cancelMessage, jobMessage } from './job-messages';
import type { JobRecord } from './job-record';
import { assigned, cancelling, finished, type JobRequest, phaseOf, type Result, renewed, requeued } from './job-request';
import { Locks } from './locks';
import { newRun } from './new-run';
import type { JobSpec } from './pipeline';
import type { Sessions } from './sessions';
import type { Store } from './store';

/** How a job ends. */
export interface Completion {
  readonly result: Result;
  /** Whether the agent reports that it is shutting down. @default false */
  readonly agentShuttingDown?: boolean;
}

/** Jobs from queueing to completion. */
export class Jobs {
  readonly #store: Store;
  readonly #sessions: Sessions;
  readonly #locks: Locks;
  readonly #issueToken: (clientId: string) => string;

  /** @param issueToken issues a token for a job of the agent with that client id */
  constructor(store: Store, sessions: Sessions, issueToken: (clientId: string) => string) {
    this.#store = store;
    this.#sessions = sessions;
    this.#locks = new Locks(store.clock);
    this.#issueToken = issueToken;
    sessions.whenEnded((pool, agent) => this.#agentLost(pool, agent));
  }

  /**
   * Queues a run and returns its first job. If no registered agent meets the demands, the jobs have no requests and have failed.
   *
   * @throws ServiceError 404 for an unknown agent pool
   */
  queue(spec: JobSpec): JobRecord {
    const pool = this.#store.pool(spec.pool);
    const pipeline = spec.pipeline ?? this.#store.pipelineOf(pool);
    const buildId = this.#store.ids.build();
    const jobs = newRun(spec, { buildId, pipeline, poolId: pool.id, queueTime: this.#store.clock.now() });
    // All jobs are stored before the first one gets a request. Otherwise the run could end with its first job.
    for (const job of jobs) this.#store.putJob(job);
    for (const job of jobs) this.#addRequest(spec, pool, job);
    return this.#store.run(buildId);
  }

  #addRequest(spec: JobSpec, pool: AgentPool, job: JobRecord): void {
    const demands = [...(spec.demands ?? []), `Agent.Version -gtVersion ${this.#store.settings.minimumAgentVersion}`];
    const matched = matchedAgents(pool, demands);
    if (matched.length === 0) {
      const issue = `No agent found in pool ${pool.name} which satisfies the specified demands: ${demands.join(', ')}`;
      this.#store.putJob({ ...job, issue });
      return;
    }
    const { planId, jobId, queueTime, buildId } = job;
    const requestId = this.#store.ids.request();
    this.#store.putJob({ ...job, requestId });
    const common = { requestId, poolId: pool.id, buildId, planId, jobId, priority: spec.priority ?? 0, demands };
    pool.putRequest({ ...common, matchedAgents: matched, queueTime, cancelling: false });
  }

  /** Assigns a queued request to an idle agent. */
  reserve(pool: AgentPool, request: JobRequest, agent: Agent): void {
    pool.putAgent(reserved(agent, request.requestId));
    const taken = assigned(request, referenceTo(agent), this.#store.clock.now());
    this.#lock(pool, taken);
    pool.putRequest(taken);
    this.#sessions.send(agent, jobMessage(this.#store.job(request.jobId), taken, this.#issueToken(agent.clientId)));
  }

  /** Renews the lock; the first renewal is the pickup. @throws ServiceError 404, and 400 if the lock has lapsed or the job has ended */
  renew(pool: AgentPool, requestId: number): JobRequest {
    const request = renewed(this.#lockedRequest(pool, requestId), this.#store.clock.now());
    this.#lock(pool, request);
    pool.putRequest(request);
    return request;
  }

  /** Ends a job as its agent reports. @throws ServiceError 404, and 400 if the lock has lapsed or the job has ended */
  complete(pool: AgentPool, requestId: number, completion: Completion): JobRequest {
    return this.#end(pool, this.#lockedRequest(pool, requestId), completion);
  }

  /** Cancels a run: ends its waiting jobs, and asks the agents of its running jobs to end them. */
  cancel(buildId: number): void {
    for (const job of this.#store.jobsOf(buildId)) this.#cancelJob(job);
  }

  #cancelJob(job: JobRecord): void {
    const request = this.#store.requestOf(job);
    if (request === undefined || request.result !== undefined || request.cancelling) return;
    const pool = this.#store.pool(job.poolId);
    if (phaseOf(request) !== 'running') {
      this.#end(pool, request, { result: 'canceled' });
      return;
    }
    pool.putRequest(cancelling(request));
    const agent = this.#agentWith(pool, request);
    if (agent !== undefined) this.#sessions.send(agent, cancelMessage(request));
  }

  /** Records that the worker has started the job. */
  start(job: JobRecord): void {
    this.#store.putJob({ ...job, startTime: job.startTime ?? this.#store.clock.now() });
  }

  appendLog(job: JobRecord, text: string): void {
    this.#store.putJob({ ...job, log: job.log + text });
  }

  #lockedRequest(pool: AgentPool, requestId: number): JobRequest {
    const request = pool.request(requestId);
    const phase = phaseOf(request);
    if (phase === 'assigned' || phase === 'running') return request;
    const message = `The lock of the agent request ${requestId} has expired or the request has ended.`;
    throw new ServiceError(400, 'TaskAgentJobTokenExpiredException', message);
  }

  #end(pool: AgentPool, request: JobRequest, { result, agentShuttingDown = false }: Completion): JobRequest {
    const now = this.#store.clock.now();
    this.#locks.release(request.requestId);
    const ended = finished(request, result, now);
    pool.putRequest(ended);
    const agent = this.#agentWith(pool, request);
    if (agent === undefined) return ended;
    this.#sessions.withdraw(agent, request.requestId);
    const isReleased = request.receiveTime === undefined && !agentShuttingDown;
    pool.putAgent(isReleased ? released(agent, now) : completed(agent, { now, agentShuttingDown }));
    return ended;
  }

  #agentLost(pool: AgentPool, agent: Agent): void {
    const request = pool.requests.find(({ requestId }) => requestId === agent.assignedRequestId);
    if (request !== undefined && phaseOf(request) === 'assigned') this.#jobLost(pool, request);
  }

  #jobLost(pool: AgentPool, request: JobRequest): void {
    if (phaseOf(request) === 'running' || this.#store.settings.lostBeforePickup === 'abandon') {
      const issue = `We stopped hearing from agent ${request.reservedAgent?.name}.`;
      this.#store.putJob({ ...this.#store.job(request.jobId), issue });
      this.#end(pool, request, { result: 'abandoned' });
      return;
    }
    this.#locks.release(request.requestId);
    const agent = this.#agentWith(pool, request);
    pool.putRequest({ ...requeued(request), matchedAgents: matchedAgents(pool, request.demands) });
    if (agent === undefined) return;
    this.#sessions.withdraw(agent, request.requestId);
    pool.putAgent(released(agent, this.#store.clock.now()));
  }

  #agentWith(pool: AgentPool, { requestId }: JobRequest): Agent | undefined {
    return pool.agents.find((agent) => agent.assignedRequestId === requestId);
  }

  #lock(pool: AgentPool, request: JobRequest): void {
    this.#locks.hold(request, () => this.#jobLost(pool, pool.request(request.requestId)));
  }
}
