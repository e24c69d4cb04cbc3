import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';

/** Where a variant is deployed, and for which agent pool. */
export interface Place {
  /** Of the deployment; namespaces are named after it. */
  readonly name: string;
  readonly organizationUrl: string;
  /** A personal access token. */
  readonly token: string;
  /** The agent image; one for all variants. */
  readonly image: string;
  readonly pool: { readonly id: number; readonly name: string };
}

/** One way of running agents: what somebody would apply to a cluster. */
export interface Variant {
  readonly id: string;
  readonly title: string;
  /** Seconds between two looks at the queue. */
  readonly pollSeconds: number;
  /** Where its settings are published; undefined for this project's own. */
  readonly sources?: readonly string[];
  /**
   * Name of the agent that keeps the queue open and that its instructions have somebody register by hand, once.
   * @default - its own objects do that
   */
  readonly placeholderAgent?: string;
  /** In the order in which they can be applied, the only namespace first. */
  objects(place: Place): readonly NativeObject[];
}

/**
 * The bound on agents, for all variants alike, because it decides how long a flood of jobs takes. What others publish
 * is 10 (tutorials, KEDA, Microsoft Learn) and 100 (blue-agent).
 */
export const MAX_AGENTS = 20;
