import type { Container } from 'kubernetes-types/core/v1';
import type { KedaVersion } from '../../../../config/keda-version';
import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import type { ServiceSide } from '../services/side';

/** Where a variant is deployed. */
export interface Place {
  /** Name of the deployment. Its namespace is named after it. */
  readonly name: string;
  /** Address of this machine that pods can reach. */
  readonly host: string;
  /** The image of agents or runners, the same for all variants. */
  readonly image: string;
  /** Version of KEDA in the cluster. */
  readonly kedaVersion: KedaVersion;
  /** The maximum of agents, which the load sets. */
  readonly maxAgents: number;
}

/** What tables and charts say about a variant, and how a run knows that it is idle. */
export interface VariantTraits {
  readonly id: string;
  readonly title: string;
  /** Interval between two reads of the queue, in seconds. 0 if the service reports jobs by itself. */
  readonly pollSeconds: number;
  /** Where the settings are published. Undefined for this project's own variants. */
  readonly sources?: readonly string[];
  /** How many idle agents it keeps on purpose. @default 0 */
  readonly keeps?: number;
}

/** One way to run agents. */
export interface Variant extends VariantTraits {
  /** Starts a fake of its service, for which its objects are made. */
  start(place: Place): Promise<StartedVariant>;
}

export interface StartedVariant {
  readonly side: ServiceSide;
  /** In the order in which they can be applied. The first one is the only namespace. */
  readonly objects: readonly NativeObject[];
  /** Container of an agent for one job that no scaler has created, if the objects of `Service.bareAgents` are applied. */
  readonly bareAgent: Container;
}
