import type { Services } from '../routes/services';
import { timeText } from '../routes/views';
import type { Agent } from '../state/agent';
import type { AgentPool } from '../state/agent-pool';
import { type JobRecord, resultOf } from '../state/job-record';
import { phaseOf } from '../state/job-request';
import type { Store } from '../state/store';

/** Number of jobs that the page shows for each agent pool. */
const MAX_JOBS = 100;

/** The state that the page shows. */
export function pageState({ store, url }: Services) {
  return { url: url(), time: timeText(store.clock.now()), pools: store.pools.map((pool) => poolState(store, pool)) };
}

function poolState(store: Store, pool: AgentPool) {
  const jobs = store.jobs.filter(({ poolId }) => poolId === pool.id).slice(-MAX_JOBS);
  return {
    id: pool.id,
    name: pool.name,
    waiting: pool.requests.filter((request) => ['queued', 'assigned'].includes(phaseOf(request))).length,
    running: pool.requests.filter((request) => phaseOf(request) === 'running').length,
    agents: pool.agents.map((agent) => ({ ...agentState(agent), job: agent.assignedRequestId ?? null })),
    jobs: jobs.reverse().map((job) => jobState(store, job)),
  };
}

const agentState = ({ id, name, version, enabled, status, closing, statusChangedOn }: Agent) => ({
  id,
  name,
  version,
  status: closing ? 'closing' : status,
  enabled,
  since: timeText(statusChangedOn),
});

function jobState(store: Store, job: JobRecord) {
  const request = store.requestOf(job);
  return {
    build: job.buildId,
    request: request?.requestId ?? null,
    name: job.jobName,
    demands: request?.demands ?? [],
    state: request === undefined ? 'refused' : request.cancelling && request.result === undefined ? 'cancelling' : phaseOf(request),
    result: resultOf(request) ?? null,
    agent: request?.reservedAgent?.name ?? null,
    queued: timeText(job.queueTime),
    issue: job.issue ?? null,
  };
}
