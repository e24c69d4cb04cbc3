import { existingTokenOf, organizationOf, type ServiceOptions } from '../../../../config/services';
import { DevOpsError } from '../../../../providers/azure-devops/client/error';
import { NO_TOKEN } from '../../../lib/azure-devops/requirements';
import { NoToken } from '../../../lib/azure-devops/sign-in';
import type { Check } from '../../check';
import type { AzureDevOpsContext } from '../../facts/azure-devops/context';
import { devopsMessage, isRefusal } from '../../facts/azure-devops/errors';
import { tokenFacts } from '../../facts/azure-devops/token';
import { fail, pass, skip } from '../../outcome';

const CREATE_TOKEN =
  'create a new token under User settings, Personal access tokens, with the scope Agent Pools (Read & manage), and export it as TF_VAR_azp_token';

export const devopsToken: Check<Pick<AzureDevOpsContext, 'config' | 'environment' | 'devops' | 'names'>> = {
  id: 'devops-token',
  title: 'Token for Azure DevOps',
  run: async ({ config, environment, devops, names }) => {
    const { source, hasScopes, isDeployed } = tokenFacts(config, environment);
    if (needsVariable(config) && !isDeployed) return fail(NO_TOKEN.finding, NO_TOKEN.advice);
    try {
      const { providerDisplayName, id } = await devops.identity();
      return pass(`${source} is accepted, as ${providerDisplayName || id}${otherIdentity(config, names.identity)}`);
    } catch (error) {
      if (!(error instanceof DevOpsError)) throw error;
      if (error instanceof NoToken) return fail(error.finding, error.advice);
      if (!isRefusal(error)) return skip('Azure DevOps gives no answer, see the check "organization"');
      const reads = await devops.agentPools().then(
        () => true,
        () => false,
      );
      if (reads) return pass(`${source} is accepted for agent pools; its scope does not permit reading who owns it`);
      return fail(`${source} is refused: ${devopsMessage(error)}`, hasScopes ? CREATE_TOKEN : 'run az login as a user of the organisation');
    }
  },
};

/** Whether a deploy takes the token from the variable. */
const needsVariable = (config: ServiceOptions): boolean =>
  organizationOf(config).auth.kind === 'pat' && existingTokenOf(config) === undefined;

/** Agents may use an identity that only the platform stack creates, or a token that only the cluster has. */
function otherIdentity(config: ServiceOptions, identity: string): string {
  const secret = existingTokenOf(config);
  if (secret !== undefined) return `; agents will sign in with the token in Secret ${secret}, which these checks do not read`;
  if (organizationOf(config).auth.kind === 'pat') return '';
  return `; agents will sign in as ${identity}, whose rights these checks can't prove`;
}
