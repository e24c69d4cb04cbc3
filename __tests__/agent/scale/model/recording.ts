import { AgentTracker } from '../../../../agent/scale/agent-tracker';
import type { JobObject, PodObject } from '../../../../agent/scale/kubernetes-objects';
import { Scaler } from '../../../../agent/scale/scaler';
import type { ScalerEntry } from '../../../../agent/settings/scaler-entry';
import type { Change } from './cluster';
import { type Reading, Readings } from './readings';

/**
 * What one replica of the scaler has seen and answered: a line of JSON each, in the order of time. `at` is the time in
 * milliseconds. In a list, the name of an object stands for the object as it was last recorded.
 */
export type Line =
  /** The settings. The first line. `agentLimit` is absent without a limit, `wallTime` is the time at 0. */
  | { readonly entries: readonly ScalerEntry[]; readonly image: string; readonly agentLimit?: number; readonly wallTime: number }
  /** The queue was read. `readAt` is when that began. */
  | { readonly at: number; readonly queue: Reading }
  /** Jobs and pods were listed, the queue before them. */
  | {
      readonly at: number;
      readonly startedAt: number;
      readonly jobs: readonly (JobObject | string)[];
      readonly pods: readonly (PodObject | string)[];
    }
  /** The watch has reported a change. */
  | { readonly at: number; readonly change: Change }
  /** KEDA has polled. `answer` is null for an error. */
  | { readonly at: number; readonly poll: string; readonly answer: number | null };

/** One poll, and what the scaler answers today. */
export interface Replayed {
  readonly at: number;
  readonly poll: string;
  readonly recorded: number | null;
  readonly answer: number | null;
}

/** Gives a recording to the scaler of today. */
export function replay(lines: readonly Line[]): Replayed[] {
  const [first] = lines;
  if (first === undefined || !('entries' in first)) throw new Error('a recording begins with the settings');
  let time = 0;
  const now = () => time;
  const queues = new Readings(now);
  const tracker = new AgentTracker(now);
  const scaler = new Scaler({
    entries: first.entries,
    image: first.image,
    queues,
    tracker,
    parallelJobs: { agentLimit: first.agentLimit ?? Number.POSITIVE_INFINITY },
    clock: { now },
    wallTime: () => first.wallTime + time,
  });
  const known = new Known();
  return lines.slice(1).flatMap((line): Replayed[] => {
    if ('entries' in line) throw new Error('a recording has its settings once');
    time = line.at;
    if ('poll' in line) return [{ at: time, poll: line.poll, recorded: line.answer, answer: scaler.answer(line.poll)?.answer ?? null }];
    if ('queue' in line) queues.note(line.queue);
    else if ('change' in line) {
      known.note(line.change.kind, line.change.object);
      apply(line.change, tracker);
    } else {
      tracker.replace(
        line.jobs.map((job) => known.job(job)),
        line.pods.map((pod) => known.pod(pod)),
      );
      scaler.noteLists(line.startedAt);
    }
    return [];
  });
}

/** Reports a change to a tracker. */
export function apply({ kind, type, object }: Change, tracker: AgentTracker): void {
  if (kind === 'job') tracker[type === 'DELETED' ? 'deleteJob' : 'setJob'](object);
  else tracker[type === 'DELETED' ? 'deletePod' : 'setPod'](object);
}

/** The objects of a recording, each as it was last recorded. */
export class Known {
  readonly #jobs = new Map<string, JobObject>();
  readonly #pods = new Map<string, PodObject>();

  note(kind: Change['kind'], object: JobObject | PodObject): void {
    if (kind === 'pod' && 'spec' in object) this.#pods.set(object.metadata.name, object);
    else this.#jobs.set(object.metadata.name, object);
  }

  job(job: JobObject | string): JobObject {
    if (typeof job !== 'string') this.note('job', job);
    return found(typeof job === 'string' ? this.#jobs.get(job) : job, job);
  }

  pod(pod: PodObject | string): PodObject {
    if (typeof pod !== 'string') this.note('pod', pod);
    return found(typeof pod === 'string' ? this.#pods.get(pod) : pod, pod);
  }

  /** The name of an object that was last recorded like this, and the object otherwise. */
  short<T extends JobObject | PodObject>(kind: Change['kind'], object: T): T | string {
    const { name } = object.metadata;
    const last = kind === 'job' ? this.#jobs.get(name) : this.#pods.get(name);
    if (JSON.stringify(last) === JSON.stringify(object)) return name;
    this.note(kind, object);
    return object;
  }
}

function found<T>(object: T | undefined, name: unknown): T {
  if (object === undefined) throw new Error(`the recording has no object ${name} before this line`);
  return object;
}
