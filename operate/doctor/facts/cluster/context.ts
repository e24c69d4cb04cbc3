import type { CommonContext } from '../../common-context';

/** What checks of the cluster use. */
export interface ClusterContext extends CommonContext {
  /** Where agents must reach the service that gives them jobs. */
  readonly organizationUrl: string;
  /** Resolves the name of a host to its IPv4 addresses. */
  readonly lookup: (host: string) => Promise<readonly string[]>;
}
