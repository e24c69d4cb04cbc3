import type { CommonContext } from '../../common-context';
import type { GitHubFacts } from './facts';

/** What checks of GitHub use. */
export interface GitHubContext extends CommonContext {
  /** Returns the same facts each time. @throws ConfigError if the config has no runner pools */
  readonly gitHub: () => GitHubFacts;
  /** Repositories that must be allowed to use the runners, such as contoso/shop. Empty: none is asked for. */
  readonly repositories: readonly string[];
}
