import type { Services } from '../routes/services';
import { agentNotFound, ServiceError } from '../service-error';
import { capabilitiesOf } from '../state/agent';
import type { AgentEvent } from '../state/agent-history';
import type { AgentPool } from '../state/agent-pool';
import type { Store } from '../state/store';
import { endOfLog } from './common/job-fields';
import { agentState, jobReference, jobState } from './state';

/** A job with its log. @throws ServiceError 404 */
export function jobDetails({ store }: Services, jobId: string) {
  const job = store.jobs.find((each) => each.jobId === jobId);
  if (job === undefined) throw new ServiceError(404, 'JobNotFoundException', `There is no job ${jobId}.`);
  return { ...jobState(store, job), pool: job.poolId, ...endOfLog(job.log) };
}

/** An agent, registered or deleted, with everything that happened to it. @throws ServiceError 404 */
export function agentDetails({ store }: Services, pool: AgentPool, agentId: number) {
  const story = pool.history.story(agentId);
  if (story === undefined) throw agentNotFound(pool.id, agentId);
  return {
    ...agentState(store, pool, story.agent),
    pool: pool.id,
    isDeleted: story.isDeleted,
    capabilities: capabilitiesOf(story.agent),
    events: story.events.map((event) => eventView(store, pool, event)),
  };
}

function eventView(store: Store, pool: AgentPool, { at, kind, requestId }: AgentEvent) {
  return { at, kind, job: requestId === undefined ? null : jobReference(store, pool, requestId) };
}
