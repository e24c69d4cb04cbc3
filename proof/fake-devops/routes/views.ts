import { type Agent, capabilitiesOf } from '../state/agent';
import type { AgentPool } from '../state/agent-pool';
import type { JobRecord } from '../state/job-record';
import type { AgentReference, JobRequest } from '../state/job-request';
import { projectId } from '../state/project-id';
import type { Store } from '../state/store';

/** Invented ids of the organisation. */
export const GUIDS = {
  organisation: '41a18c7d-df5e-4032-a4df-d533b56bd2de',
  serviceOwner: '00025394-6065-48ca-87d9-7f5672854ef7',
  owner: '3c1a9e57-0000-4000-8000-0000000000aa',
};

/** Formats a time like .NET: UTC, without trailing zeros of the fraction. */
export const timeText = (ms: number): string => new Date(ms).toISOString().replace(/\.?0+Z$/, 'Z');

/** Like `timeText`; answers omit a field that is undefined. */
export const optionalTime = (ms: number | undefined) => (ms === undefined ? undefined : timeText(ms));

export const poolView = (pool: AgentPool) => ({
  id: pool.id,
  name: pool.name,
  scope: GUIDS.organisation,
  isHosted: false,
  isLegacy: false,
  poolType: 'automation',
  size: pool.agents.length,
  options: 'none',
  autoProvision: false,
  autoUpdate: pool.autoUpdate,
  autoSize: true,
  targetSize: null,
  agentCloudId: null,
  createdOn: timeText(pool.createdOn),
  createdBy: { id: GUIDS.owner, displayName: 'Ada' },
  owner: { id: GUIDS.owner, displayName: 'Ada' },
});

/** Reference to an agent pool in other resources. */
export const poolRef = (pool: AgentPool) => ({
  id: pool.id,
  name: pool.name,
  scope: GUIDS.organisation,
  isHosted: false,
  poolType: 'automation',
  size: pool.agents.length,
});

/** The optional fields of an agent that a caller asks for. */
export interface AgentFields {
  readonly capabilities: boolean;
  readonly assignedRequest: boolean;
  readonly lastCompletedRequest: boolean;
}

export function agentView(context: ViewContext, pool: AgentPool, agent: Agent, fields: AgentFields) {
  const request = (id: number | undefined) => (id === undefined ? undefined : requestView(context, pool.request(id)));
  return {
    _links: agentLinks(context.url, pool.id, agent.id),
    id: agent.id,
    name: agent.name,
    version: agent.version,
    osDescription: agent.osDescription,
    enabled: agent.enabled,
    status: agent.status,
    provisioningState: agent.provisioningState,
    accessPoint: 'CodexAccessMapping',
    maxParallelism: 1,
    createdOn: timeText(agent.createdOn),
    statusChangedOn: timeText(agent.statusChangedOn),
    authorization: { clientId: agent.clientId, publicKey: agent.publicKey },
    ...(fields.capabilities && { systemCapabilities: capabilitiesOf(agent), userCapabilities: agent.userCapabilities }),
    ...(fields.assignedRequest && { assignedRequest: request(agent.assignedRequestId) }),
    ...(fields.lastCompletedRequest && { lastCompletedRequest: request(agent.lastCompletedRequestId) }),
  };
}

/** What views need in addition to the resource itself. */
export interface ViewContext {
  readonly url: string;
  readonly store: Store;
}

/** Options of `requestView`. */
export interface RequestViewOptions {
  /** Whether to show the matched agents; lists with `$top` omit them (kedacore/keda#4387). @default true */
  readonly matchedAgents?: boolean;
}

export function requestView({ url, store }: ViewContext, request: JobRequest, { matchedAgents = true }: RequestViewOptions = {}) {
  const job = store.job(request.jobId);
  const pool = store.pool(request.poolId);
  return {
    requestId: request.requestId,
    queueTime: timeText(request.queueTime),
    assignTime: optionalTime(request.assignTime),
    receiveTime: optionalTime(request.receiveTime),
    finishTime: optionalTime(request.finishTime),
    lockedUntil: optionalTime(request.lockedUntil),
    result: request.result,
    serviceOwner: GUIDS.serviceOwner,
    hostId: GUIDS.organisation,
    scopeId: projectId(job.project),
    planType: 'Build',
    planId: request.planId,
    jobId: request.jobId,
    jobName: job.jobName,
    demands: request.demands,
    reservedAgent: request.reservedAgent && { ...referenceView(url, pool.id, request.reservedAgent), accessPoint: 'CodexAccessMapping' },
    definition: { _links: definitionLinks(url, job), id: job.definition.id, name: job.definition.name },
    owner: { _links: buildLinks(url, job), id: job.buildId, name: job.buildNumber },
    data: { ParallelismTag: 'Private', IsScheduledKey: 'False' },
    poolId: request.poolId,
    orchestrationId: `${request.planId}.build.__default`,
    priority: request.priority,
    matchesAllAgentsInPool: request.matchedAgents.length === pool.agents.length,
    matchedAgents: matchedAgents ? request.matchedAgents.map((agent) => referenceView(url, pool.id, agent)) : undefined,
  };
}

const referenceView = (url: string, poolId: number, agent: AgentReference) => ({ _links: agentLinks(url, poolId, agent.id), ...agent });

const agentLinks = (url: string, poolId: number, agentId: number) => ({
  self: { href: `${url}/_apis/distributedtask/pools/${poolId}/agents/${agentId}` },
  web: { href: `${url}/_settings/agentpools?view=jobs&poolId=${poolId}&agentId=${agentId}` },
});

const definitionLinks = (url: string, { project, definition }: JobRecord) => ({
  web: { href: `${url}/${projectId(project)}/_build/definition?definitionId=${definition.id}` },
  self: { href: `${url}/${projectId(project)}/_apis/build/Definitions/${definition.id}` },
});

export const buildLinks = (url: string, { project, buildId }: JobRecord) => ({
  web: { href: `${url}/${projectId(project)}/_build/results?buildId=${buildId}` },
  self: { href: `${url}/${projectId(project)}/_apis/build/Builds/${buildId}` },
});
