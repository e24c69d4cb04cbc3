import { gitHubOf, type ServiceOptions } from '../../config/services';
import { GitHubRest } from '../../providers/github/client/rest';
import { credentialFindings } from './github/requirements';
import { gitHubConnection } from './github/sign-in';

/** A runner as GitHub lists it. */
export interface Runner {
  readonly name: string;
  readonly status: 'online' | 'offline';
  /** Whether it has a job. */
  readonly busy: boolean;
}

/** The service that has the runners of a deployment. */
export interface RunnerService {
  /** What the runners belong to, for people: a URL. */
  readonly url: string;
  /** Lists all runners there; undefined if the environment has no key or token to ask with. */
  readonly runners: (() => Promise<readonly Runner[]>) | undefined;
}

/**
 * GitHub as the config names it, with the operator's key or token. Undefined for a config without runner pools.
 * @param url in place of the config's @throws UsageError for a URL to which no credential may be sent
 */
export function runnerService(config: ServiceOptions, url: string | undefined, environment: NodeJS.ProcessEnv): RunnerService | undefined {
  if (config.gitHub === undefined) return undefined;
  const connection = gitHubConnection(config, url, environment);
  const canAsk = credentialFindings(gitHubOf(config).auth.kind, environment).length === 0;
  return { url: connection.url, runners: canAsk ? () => new GitHubRest(connection).runners() : undefined };
}
