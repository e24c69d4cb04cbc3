import type { Environment } from '../../../e2e/scene/environment';
import type { Kubernetes } from '../../../e2e/scene/kubernetes';
import type { PodCpu } from '../cpu/pod-cpu';
import type { Service } from '../services/service';

/** What all runs have in common. */
export interface Bench {
  readonly service: Service;
  readonly kubernetes: Kubernetes;
  readonly environment: Environment;
  readonly podCpu: PodCpu;
  /** Seconds from the end of the last job to the end of the observation, unless nothing is left before. */
  readonly leftoverSeconds: number;
}
