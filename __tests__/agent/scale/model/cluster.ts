import { JOB_NAME_LABEL, type JobObject, type PodObject, SCALED_JOB_LABEL } from '../../../../agent/scale/kubernetes-objects';
import type { Clock } from './clock';
import type { Random, Range } from './random';

/** A change at the API server. */
export type Change =
  | { readonly kind: 'job'; readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: JobObject }
  | { readonly kind: 'pod'; readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: PodObject };

/** The API server: Jobs, pods and their changes. */
export class Cluster {
  readonly jobs = new Map<string, JobObject>();
  readonly pods = new Map<string, PodObject>();
  /** All changes. A version is the number of changes before it. */
  readonly changes: Change[] = [];
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #watches = new Set<(change: Change) => void>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  get version(): number {
    return this.changes.length;
  }

  setJob(object: JobObject): void {
    const type = this.jobs.has(object.metadata.name) ? 'MODIFIED' : 'ADDED';
    this.jobs.set(object.metadata.name, object);
    this.#tell({ kind: 'job', type, object });
  }

  setPod(object: PodObject): void {
    const type = this.pods.has(object.metadata.name) ? 'MODIFIED' : 'ADDED';
    this.pods.set(object.metadata.name, object);
    this.#tell({ kind: 'pod', type, object });
  }

  deletePod(object: PodObject): void {
    this.pods.delete(object.metadata.name);
    this.#tell({ kind: 'pod', type: 'DELETED', object });
  }

  /**
   * Reports the changes of one kind from a version on, in order, each after a random lag. Returns a function that ends it.
   */
  watch(kind: Change['kind'], version: number, lag: Range, apply: (change: Change) => void): () => void {
    let open = true;
    let last = 0;
    const deliver = (change: Change) => {
      if (change.kind !== kind) return;
      last = Math.max(last, this.#clock.now + this.#random.in(lag));
      this.#clock.in(last - this.#clock.now, () => open && apply(change));
    };
    for (const change of this.changes.slice(version)) deliver(change);
    this.#watches.add(deliver);
    return () => {
      open = false;
      this.#watches.delete(deliver);
    };
  }

  #tell(change: Change): void {
    this.changes.push(change);
    for (const watch of this.#watches) watch(change);
  }
}

/** A new Job, as KEDA creates it. */
export const newJob = (entry: string, name: string, createdAt: number): JobObject => ({
  metadata: { name, uid: `uid-${name}`, creationTimestamp: new Date(createdAt).toISOString(), labels: { [SCALED_JOB_LABEL]: entry } },
});

export const completeJob = (job: JobObject): JobObject => ({
  ...job,
  status: {
    conditions: [
      { type: 'SuccessCriteriaMet', status: 'True' },
      { type: 'Complete', status: 'True' },
    ],
  },
});

/** What the containers of a pod do. */
export type PodPhase = 'creating' | 'running' | 'busy' | 'agent-ended' | 'ended';

/** The pod of a Job: the agent, and its registrar as a sidecar that ends after it. It is ready while it is busy. */
export function podOf(job: string, phase: PodPhase): PodObject {
  const agent = { creating: { waiting: { reason: 'ContainerCreating' } }, running: { running: {} }, busy: { running: {} } };
  const state = phase === 'agent-ended' || phase === 'ended' ? { terminated: {} } : agent[phase];
  return {
    metadata: { name: `${job}-a1b2c`, uid: `uid-${job}-a1b2c`, labels: { [JOB_NAME_LABEL]: job } },
    spec: { containers: [{ name: 'agent', image: 'agents:1' }] },
    status: {
      phase: phase === 'creating' ? 'Pending' : phase === 'ended' ? 'Succeeded' : 'Running',
      containerStatuses: [{ name: 'agent', state }],
      ...(phase === 'busy' ? { conditions: [{ type: 'Ready', status: 'True' }] } : {}),
    },
  };
}
