import type { SeenPod } from '../../../e2e/scene/pod-watch';
import type { ServiceJob, ServiceSide } from '../services/side';
import type { PodCpu } from './pod-cpu';

/** Notes the CPU time of each agent's pod at the moment that its job starts. */
export class StartCosts {
  /** By the id of the job; undefined if the pod is not on this machine. */
  readonly #seconds = new Map<number, number | undefined>();
  readonly #side: Pick<ServiceSide, 'jobs'>;
  readonly #pods: { readonly agentPods: readonly SeenPod[] };
  readonly #podCpu: Pick<PodCpu, 'secondsOf'>;

  /** Begins immediately, and ends with the fake. */
  constructor(
    side: Pick<ServiceSide, 'jobs' | 'onChange'>,
    pods: { readonly agentPods: readonly SeenPod[] },
    podCpu: Pick<PodCpu, 'secondsOf'>,
  ) {
    this.#side = side;
    this.#pods = pods;
    this.#podCpu = podCpu;
    side.onChange(() => this.#note());
  }

  /** CPU seconds from the creation of the pod to the start of the job; undefined if unknown. */
  of({ id }: Pick<ServiceJob, 'id'>): number | undefined {
    return this.#seconds.get(id);
  }

  #note(): void {
    for (const job of this.#side.jobs) {
      // A job that is being queued has no agent yet, and its agent cannot be read before it has started.
      if (job.startTime === undefined || this.#seconds.has(job.id)) continue;
      const uid = this.#pods.agentPods.find(({ pod }) => pod.metadata?.name === job.agentName)?.pod.metadata?.uid;
      this.#seconds.set(job.id, uid === undefined ? undefined : this.#podCpu.secondsOf(uid));
    }
  }
}
