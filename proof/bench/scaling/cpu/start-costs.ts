import type { PodWatch } from '../../../e2e/scene/pod-watch';
import type { FakeDevOps } from '../../../fake-devops/fake-devops';
import type { PodCpu } from './pod-cpu';

/** Notes the CPU time of each agent's pod at the moment of its job's first step. */
export class StartCosts {
  /** By the id of the job's run; undefined if the pod is not on this machine. */
  readonly #seconds = new Map<number, number | undefined>();
  readonly #devops: Pick<FakeDevOps, 'jobs'>;
  readonly #pods: Pick<PodWatch, 'agentPods'>;
  readonly #podCpu: Pick<PodCpu, 'secondsOf'>;

  /** Begins immediately, and ends with the fake. */
  constructor(devops: Pick<FakeDevOps, 'jobs' | 'events'>, pods: Pick<PodWatch, 'agentPods'>, podCpu: Pick<PodCpu, 'secondsOf'>) {
    this.#devops = devops;
    this.#pods = pods;
    this.#podCpu = podCpu;
    devops.events.on('change', () => this.#note());
  }

  /** CPU seconds from the creation of the pod to the first step; undefined if unknown. */
  of({ buildId }: { readonly buildId: number }): number | undefined {
    return this.#seconds.get(buildId);
  }

  #note(): void {
    for (const job of this.#devops.jobs) {
      // A job that is being queued has no agent request yet, so its agent cannot be read before it has started.
      if (job.record.startTime === undefined || this.#seconds.has(job.buildId)) continue;
      const uid = this.#pods.agentPods.find(({ pod }) => pod.metadata?.name === job.agentName)?.pod.metadata?.uid;
      this.#seconds.set(job.buildId, uid === undefined ? undefined : this.#podCpu.secondsOf(uid));
    }
  }
}
