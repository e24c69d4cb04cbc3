import type { Services } from '../routes/services';
import type { Agent } from '../state/agent';
import type { AgentPool } from '../state/agent-pool';
import { finishTimeOf, type JobRecord, resultOf } from '../state/job-record';
import { type JobRequest, ownDemandsOf, phaseOf } from '../state/job-request';
import type { Store } from '../state/store';

/** Number of jobs that the page shows for each agent pool. */
const MAX_JOBS = 100;
/** Number of deleted agents that the page shows for each agent pool. */
const MAX_DELETED = 50;

/** The state that the page shows. Times are milliseconds since 1970. */
export function pageState({ store, url }: Services) {
  return { url: url(), now: store.clock.now(), pools: store.pools.map((pool) => poolState(store, pool)) };
}

function poolState(store: Store, pool: AgentPool) {
  const jobs = store.jobs.filter(({ poolId }) => poolId === pool.id).map((job) => jobState(store, job));
  const agents = pool.agents.map((agent) => agentState(store, pool, agent));
  const deleted = pool.history.stories.filter(({ isDeleted }) => isDeleted);
  const count = <T>(items: readonly T[], isCounted: (item: T) => boolean): number => items.filter(isCounted).length;
  return {
    id: pool.id,
    name: pool.name,
    waiting: count(jobs, ({ state }) => state === 'queued' || state === 'assigned'),
    running: count(jobs, ({ state }) => state === 'running' || state === 'cancelling'),
    succeeded: count(jobs, ({ result }) => result === 'succeeded'),
    notSucceeded: count(jobs, ({ result }) => result !== null && result !== 'succeeded'),
    online: count(agents, ({ status }) => status !== 'offline'),
    agents,
    deletedCount: deleted.length,
    deleted: deleted
      .slice(-MAX_DELETED)
      .reverse()
      .map(({ agent: { id, name }, events }) => ({ id, name, from: events[0]?.at ?? null, to: events.at(-1)?.at ?? null })),
    jobs: jobs.slice(-MAX_JOBS).reverse(),
  };
}

export function agentState(store: Store, pool: AgentPool, agent: Agent) {
  const { id, name, version, enabled, status, closing, statusChangedOn, assignedRequestId } = agent;
  const job = assignedRequestId === undefined ? null : jobReference(store, pool, assignedRequestId);
  return { id, name, version, status: closing ? 'shutting down' : status, enabled, since: statusChangedOn, job };
}

/** What a link to a job needs. */
export function jobReference(store: Store, pool: AgentPool, requestId: number) {
  const request = pool.request(requestId);
  const { jobId, buildId, jobName } = store.job(request.jobId);
  return { id: jobId, build: buildId, name: jobName, result: request.result ?? null };
}

export function jobState(store: Store, job: JobRecord) {
  const request = store.requestOf(job);
  return {
    id: job.jobId,
    build: job.buildId,
    request: request?.requestId ?? null,
    name: job.jobName,
    demands: request === undefined ? [] : ownDemandsOf(request),
    state: stateOf(request),
    result: resultOf(request) ?? null,
    agent: request?.reservedAgent === undefined ? null : { id: request.reservedAgent.id, name: request.reservedAgent.name },
    queued: job.queueTime,
    assigned: request?.assignTime ?? null,
    pickedUp: request?.receiveTime ?? null,
    started: job.startTime ?? null,
    finished: finishTimeOf(job, request) ?? null,
    issue: job.issue ?? null,
  };
}

function stateOf(request: JobRequest | undefined) {
  if (request === undefined) return 'refused';
  return request.cancelling && request.result === undefined ? 'cancelling' : phaseOf(request);
}
