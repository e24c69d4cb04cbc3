import { pendingReason } from '../keep/pending';
import type { JobObject, PodObject } from './kubernetes-objects';

/** Name of the container in which the job runs. */
const AGENT_CONTAINER = 'agent';

/** Reasons for which a pod is Pending when nothing is wrong. */
const USUAL_REASONS = new Set<string>(['ContainerCreating', 'PodInitializing', 'other']);

/** The obstacle of a Job without a pod: a quota or an admission rule has refused it. */
export const NO_POD = 'NoPod';

/** What a Job of Kubernetes and its pod say about their agent. */
export interface AgentState {
  /** The Job has ended, and KEDA does not count it. */
  readonly finished: boolean;
  /** The pod has ended, or was deleted. */
  readonly podEnded: boolean;
  /** The agent takes no job any more: its container has ended, or it was asked to leave. */
  readonly over: boolean;
  /** The agent's container has started. */
  readonly started: boolean;
  /** Why the pod cannot start; undefined if it can, as far as is known. */
  readonly obstacle: string | undefined;
  readonly image: string | undefined;
}

/** @param pod the pod of the Job; undefined until there is one */
export function agentState(job: JobObject, pod: PodObject | undefined): AgentState {
  const finished = jobHasEnded(job);
  if (pod === undefined) return { finished, podEnded: false, over: finished, started: false, obstacle: NO_POD, image: undefined };
  const podEnded = podHasEnded(pod);
  const container = pod.status?.containerStatuses?.find(({ name }) => name === AGENT_CONTAINER);
  const ended = Boolean(container?.state?.terminated);
  const started = ended || Boolean(container?.state?.running);
  return {
    finished,
    podEnded,
    over: finished || podEnded || ended || Boolean(pod.metadata.deletionTimestamp) || Boolean(job.metadata.deletionTimestamp),
    started,
    obstacle: started ? undefined : obstacleOf(pod),
    image: pod.spec.containers.find(({ name }) => name === AGENT_CONTAINER)?.image ?? undefined,
  };
}

/** As KEDA decides it (pkg/scaling/executor/scale_jobs.go, isJobFinished). */
export function jobHasEnded({ status }: JobObject): boolean {
  return Boolean(status?.conditions?.some(({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True'));
}

export const podHasEnded = ({ status }: PodObject): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';

function obstacleOf(pod: PodObject): string | undefined {
  const reason = pendingReason(pod);
  return USUAL_REASONS.has(reason) ? undefined : reason;
}
