import type { CheckGroup } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import type { GitHubContext } from '../../facts/github/context';
import { explainGitHubError } from '../../facts/github/errors';
import { github } from './github';
import { gitHubApp } from './github-app';
import { gitHubPermissions } from './github-permissions';
import { gitHubSecret } from './github-secret';
import { gitHubSignIn } from './github-sign-in';
import { gitHubTokenExpiry } from './github-token-expiry';
import { leftRunners } from './left-runners';
import { runnerGroups } from './runner-groups';
import { scaleSetSessions } from './scale-set-sessions';
import { scaleSets } from './scale-sets';

/** The checks of GitHub, of the sign-in to it, and of its scale sets and runners. */
export const gitHubChecks: CheckGroup<GitHubContext & ClusterContext> = {
  service: 'gitHub',
  before: [github, gitHubSignIn, gitHubApp, gitHubPermissions, gitHubTokenExpiry, runnerGroups],
  after: [gitHubSecret, scaleSets, scaleSetSessions, leftRunners],
  explain: explainGitHubError,
};
