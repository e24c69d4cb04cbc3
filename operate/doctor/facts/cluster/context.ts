import type { CommonContext } from '../../common-context';

/** What checks of the cluster use. */
export interface ClusterContext extends CommonContext {
  /** URL of the service that gives agents their jobs. Agents must be able to reach it. */
  readonly serviceUrl: string;
  /** Resolves the name of a host to its IPv4 addresses. */
  readonly lookup: (host: string) => Promise<readonly string[]>;
}
