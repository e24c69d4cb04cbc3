import type { Environment } from '../../../e2e/scene/environment';
import type { Variant } from '../variants/variant';
import type { ServiceId } from './ids';

/** What differs between the services: their fakes, the variants that agents of each can be run with, and their agents. */
export interface Service {
  readonly id: ServiceId;
  /** The variants that are measured by default, in the order of tables and charts. */
  readonly variants: readonly Variant[];
  /** The variants that are measured only if they are named. */
  readonly variantsOnRequest: readonly Variant[];
  /** No scaler at all: only what the container of a bare agent needs. */
  readonly bareAgents: Variant;
  /** Seconds that a stub agent needs from its start to the first step of its job. */
  readonly agentStartSeconds: number;
  /** Name, in the cluster, of the image that its agents run. */
  imageOf(environment: Environment): string;
}
