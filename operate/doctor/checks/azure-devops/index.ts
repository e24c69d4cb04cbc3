import type { CheckGroup } from '../../check';
import type { AzureDevOpsContext } from '../../facts/azure-devops/context';
import { explainDevOpsError } from '../../facts/azure-devops/errors';
import { agentPools } from './agent-pools';
import { devopsSecret } from './devops-secret';
import { devopsToken } from './devops-token';
import { leftAgents } from './left-agents';
import { organization } from './organization';
import { parallelJobs } from './parallel-jobs';
import { placeholderAgent } from './placeholder-agent';
import { poolAdministrator } from './pool-administrator';
import { projects } from './projects';
import { tokenExpiry } from './token-expiry';
import { tokenScope } from './token-scope';
import { triggerAuthentication } from './trigger-authentication';

/** The checks of the organisation, of the sign-in to it, and of its agents. */
export const azureDevOpsChecks: CheckGroup<AzureDevOpsContext> = {
  service: 'azureDevOps',
  before: [organization, devopsToken, tokenScope, tokenExpiry, agentPools, poolAdministrator, projects, parallelJobs],
  after: [devopsSecret, triggerAuthentication, placeholderAgent, leftAgents],
  explain: explainDevOpsError,
};
