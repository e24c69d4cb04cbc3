import type { CommonContext } from '../../common-context';

/** What checks of the cluster use. */
export interface ClusterContext extends CommonContext {
  /** URLs of the services that give agents and runners their jobs. Their pods must be able to reach these. */
  readonly serviceUrls: readonly string[];
  /** Resolves the name of a host to its IPv4 addresses. */
  readonly lookup: (host: string) => Promise<readonly string[]>;
}
