import { gitHubOf, type ServiceOptions } from '../../../config/services';
import { parseScope } from '../../../providers/github/scope';
import { UsageError } from '../../lib/command';
import { gitHubConnection } from '../../lib/github/sign-in';
import type { LoadService } from '../load-service';
import type { Waiting } from '../outage';
import { GitHubLoadService } from './load-service';

export interface GitHubLoadOptions {
  readonly config: ServiceOptions;
  /** In place of the config's URL. */
  readonly url: string | undefined;
  /** The repository that has the workflow, such as contoso/shop. @default - see `repositoryOf` */
  readonly repository: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly waiting: Waiting;
}

/** The variable with which a workflow of GitHub names its own repository. */
const WORKFLOW_REPOSITORY = 'GITHUB_REPOSITORY';

/** Connects to GitHub with the operator's key or token. @throws UsageError without a repository or with an unsafe URL */
export function connectGitHub({ config, url, repository, environment, waiting }: GitHubLoadOptions): LoadService {
  const connection = gitHubConnection(config, url, environment);
  const named = repository ?? repositoryOf(url ?? gitHubOf(config).url) ?? environment[WORKFLOW_REPOSITORY];
  if (!named) throw new UsageError('--repository is missing: name the repository that has the workflow, such as contoso/shop');
  if (!/^[^/\s]+\/[^/\s]+$/.test(named))
    throw new UsageError(`--repository takes an owner and a name, such as contoso/shop, got "${named}"`);
  return new GitHubLoadService({ connection, repository: named, waiting });
}

/** The repository that the runners belong to; undefined if they belong to an organisation or enterprise. */
function repositoryOf(url: string): string | undefined {
  const scope = parseScope(url);
  return 'kind' in scope && scope.kind === 'repository' ? scope.path.replace('/repos/', '') : undefined;
}
