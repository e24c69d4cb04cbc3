import type { JobComponent } from '../../config/labels';
import { pendingReason } from '../kubernetes/pending';
import type { JobObject, PodObject } from './kubernetes-objects';

/** Names of the container in which the job runs, by the kind of pod. */
const JOB_CONTAINERS: ReadonlySet<string> = new Set(['agent', 'runner'] satisfies JobComponent[]);
/** Exit codes that do not say that a runner is broken: success, and the signals by which it is ended from outside. */
const NO_FAILURE: ReadonlySet<number> = new Set([0, 137, 143]);

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
  /** The agent's container has ended. */
  readonly ended: boolean;
  /** The agent's container has started. */
  readonly started: boolean;
  /** The pod is ready: its job has begun. */
  readonly ready: boolean;
  /** Why the pod cannot start; undefined if it can, as far as is known. */
  readonly obstacle: string | undefined;
  readonly image: string | undefined;
  /** The exit code of the container of a runner that ended with an error. */
  readonly failedWith: number | undefined;
}

/** @param pod the pod of the Job; undefined until there is one */
export function agentState(job: JobObject, pod: PodObject | undefined): AgentState {
  const finished = jobHasEnded(job);
  if (pod === undefined)
    return {
      finished,
      podEnded: false,
      over: finished,
      ended: false,
      started: false,
      ready: false,
      obstacle: NO_POD,
      image: undefined,
      failedWith: undefined,
    };
  const podEnded = podHasEnded(pod);
  const container = pod.status?.containerStatuses?.find(({ name }) => JOB_CONTAINERS.has(name));
  const ended = Boolean(container?.state?.terminated);
  const started = ended || Boolean(container?.state?.running);
  return {
    finished,
    podEnded,
    over: finished || podEnded || ended || Boolean(pod.metadata.deletionTimestamp) || Boolean(job.metadata.deletionTimestamp),
    ended,
    started,
    ready: Boolean(pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True')),
    obstacle: started ? undefined : obstacleOf(pod),
    image: pod.spec.containers.find(({ name }) => JOB_CONTAINERS.has(name))?.image ?? undefined,
    failedWith: container?.name === ('runner' satisfies JobComponent) ? failureOf(container.state?.terminated?.exitCode) : undefined,
  };
}

/** As KEDA decides it (pkg/scaling/executor/scale_jobs.go, isJobFinished). */
export function jobHasEnded({ status }: JobObject): boolean {
  return Boolean(status?.conditions?.some(({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True'));
}

export const podHasEnded = ({ status }: PodObject): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';

const failureOf = (exitCode: number | null | undefined): number | undefined =>
  exitCode === undefined || exitCode === null || NO_FAILURE.has(exitCode) ? undefined : exitCode;

function obstacleOf(pod: PodObject): string | undefined {
  const reason = pendingReason(pod);
  return USUAL_REASONS.has(reason) ? undefined : reason;
}
