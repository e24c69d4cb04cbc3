import { gitHubOf } from '../../../../config/services';
import type { Config, GitHubConfig, RunnerPoolConfig } from '../../../../config/types';
import { GitHub } from '../../../../providers/github/client/client';
import { scopeOf } from '../../../../providers/github/client/connection';
import { GitHubRest, type Installation, type PersonalToken } from '../../../../providers/github/client/rest';
import type { GitHubConnection } from '../../../../providers/github/client/types';
import type { Scope } from '../../../../providers/github/scope';
import { type CredentialFacts, credentialFacts, gitHubConnection } from '../../../lib/github/sign-in';
import { once } from '../../once';

/** What several checks read from GitHub. Each answer is requested once. */
export interface GitHubFacts {
  /** URL of the organisation, the repository or the enterprise. */
  readonly url: string;
  readonly scope: Scope;
  readonly credential: CredentialFacts;
  /** The scale sets and their runners. */
  readonly client: GitHub;
  readonly rest: GitHubRest;
  /** What the App may do by the installation of the config; undefined for a personal access token. @throws GitHubError */
  readonly installation: () => Promise<Installation | undefined>;
  /** Whose personal access token it is, and what it may do; undefined for an App. @throws GitHubError */
  readonly personalToken: () => Promise<PersonalToken | undefined>;
  /** Signs in to the service of the scale sets, which needs the right to register runners. @throws GitHubError */
  readonly register: () => Promise<void>;
}

/** @throws ServiceError if the URL names no organisation, repository or enterprise */
export function gitHubFacts(connection: GitHubConnection, gitHub: GitHubConfig): GitHubFacts {
  const client = new GitHub(connection);
  const rest = new GitHubRest(connection);
  return {
    url: connection.url,
    scope: scopeOf(connection),
    credential: credentialFacts(gitHub),
    client,
    rest,
    installation: once(() => rest.installation()),
    personalToken: once(() => rest.personalToken()),
    // No scale set has this name. The default group has the same id everywhere.
    register: once(async () => void (await client.findScaleSet(1, 'doctor'))),
  };
}

/**
 * The facts for a config's URL or another one, made at the first call: a config without runner pools has none.
 * @throws UsageError for a URL to which the credential would be sent in clear text over a network
 */
export function lazyGitHub(config: Pick<Config, 'gitHub'>, url: string | undefined, environment: NodeJS.ProcessEnv): () => GitHubFacts {
  let facts: GitHubFacts | undefined;
  return () => {
    facts ??= gitHubFacts(gitHubConnection(config, url, environment), gitHubOf(config));
    return facts;
  };
}

/** The name of an entry's scale set. */
export const scaleSetName = ({ name, scaleSet = name }: RunnerPoolConfig): string => scaleSet;

/** The labels of an entry's scale set. */
export const scaleSetLabels = (entry: RunnerPoolConfig): readonly string[] =>
  entry.labels.length === 0 ? [scaleSetName(entry)] : entry.labels;
