import type { KedaVersion } from '../../../../config/keda-version';
import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';

/** Where a variant is deployed, and for which agent pool. */
export interface Place {
  /** Name of the deployment. Its namespace is named after it. */
  readonly name: string;
  readonly organizationUrl: string;
  /** A personal access token. */
  readonly token: string;
  /** The agent image, the same for all variants. */
  readonly image: string;
  /** Version of KEDA in the cluster. */
  readonly kedaVersion: KedaVersion;
  readonly pool: { readonly id: number; readonly name: string };
  /** The maximum of agents, which the load sets. */
  readonly maxAgents: number;
}

/** One way to run agents: the objects to apply to a cluster. */
export interface Variant {
  readonly id: string;
  readonly title: string;
  /** Interval between two reads of the queue, in seconds. */
  readonly pollSeconds: number;
  /** Where the settings are published. Undefined for this project's own variants. */
  readonly sources?: readonly string[];
  /**
   * Name of the placeholder that its instructions tell the reader to register by hand, once.
   * @default - the objects of the variant register a placeholder
   */
  readonly placeholderAgent?: string;
  /** How many idle agents it keeps on purpose. @default 0 */
  readonly keeps?: number;
  /** Returns the objects in the order in which they can be applied. The first one is the only namespace. */
  objects(place: Place): readonly NativeObject[];
}
