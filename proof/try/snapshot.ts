import type { SeenPod } from '../e2e/scene/pod-watch';
import type { JobRecord } from '../fake-devops/state/job-record';
import { type JobRequest, phaseOf } from '../fake-devops/state/job-request';

export type PodState = 'starting' | 'running' | 'ending' | 'finished' | 'failed' | 'deleted';

/** A job as the terminal shows it. */
export interface JobState {
  readonly state: 'waiting' | 'running' | 'over';
  /** How it ended; empty while it has not. */
  readonly result: string;
  /** Name of its agent, shortened like those of pods; empty without one. */
  readonly agent: string;
  readonly waitedSeconds: number;
  readonly ranSeconds: number;
}

/** What the terminal shows, at one time. */
export interface Snapshot {
  /** By name, without the part that the names of all pods start with. */
  readonly pods: ReadonlyMap<string, PodState>;
  /** By the number of the run. */
  readonly jobs: ReadonlyMap<number, JobState>;
}

export function podStateOf({ pod, isDeleted }: SeenPod): PodState {
  if (isDeleted) return 'deleted';
  const { phase, conditions = [], containerStatuses = [] } = pod.status ?? {};
  if (phase === 'Succeeded') return 'finished';
  if (phase === 'Failed') return 'failed';
  if (containerStatuses.some(({ state }) => state?.terminated !== undefined)) return 'ending';
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True') ? 'running' : 'starting';
}

/** @param request undefined for a job that was refused because no agent meets its demands */
export function jobStateOf(job: JobRecord, request: JobRequest | undefined, now: number): Omit<JobState, 'agent'> {
  if (request === undefined) return { state: 'over', result: 'refused', waitedSeconds: 0, ranSeconds: 0 };
  const { result, receiveTime, finishTime = now } = request;
  const seconds = (from: number, to: number) => Math.round((to - from) / 1000);
  return {
    state: result !== undefined ? 'over' : phaseOf(request) === 'running' ? 'running' : 'waiting',
    result: result ?? '',
    waitedSeconds: seconds(job.queueTime, receiveTime ?? finishTime),
    ranSeconds: receiveTime === undefined ? 0 : seconds(receiveTime, finishTime),
  };
}
