import { organizationOf } from '../../../../config/services';
import { WARN } from '../../../../config/timings';
import { milliseconds } from '../../../../lib/duration';
import type { Check } from '../../check';
import type { AzureDevOpsContext } from '../../facts/azure-devops/context';
import { deployedTokenFacts } from '../../facts/azure-devops/token';
import { fail, pass, skip, warn } from '../../outcome';

export const tokenExpiry: Check<Pick<AzureDevOpsContext, 'config' | 'environment' | 'now' | 'remedies'>> = {
  id: 'token-expiry',
  title: 'Expiry of the token',
  run: async ({ config, environment, now, remedies }) => {
    if (organizationOf(config).auth.kind === 'workloadIdentity')
      return pass('with workload identity, each token is fetched when it is needed');
    const { source, hasScopes, expiresAt, isDeployed } = deployedTokenFacts(config, environment);
    if (!isDeployed) return skip('TF_VAR_azp_token is not set, see the check "devops-token"');
    if (!hasScopes) {
      const until = expiresAt === undefined ? 'at an unknown time' : `at ${new Date(expiresAt).toISOString()}`;
      return fail(
        `${source} expires ${until}, about an hour after it was created: no agent can register after that`,
        "export a personal access token instead, or set azureDevOps.auth to { kind: 'workloadIdentity' }",
      );
    }
    if (expiresAt === undefined)
      return skip(
        'a personal access token does not contain its expiry date: set azureDevOps.auth.expiresOn, and this check counts the days',
      );
    const days = Math.floor(milliseconds(expiresAt - now).days);
    if (days < 0) return fail(`${source} has expired, according to azureDevOps.auth.expiresOn`, remedies.newToken);
    const finding = `${source} expires in ${days} ${days === 1 ? 'day' : 'days'}, according to azureDevOps.auth.expiresOn`;
    return days < WARN.tokenExpiry.days ? warn(finding, remedies.newToken) : pass(finding);
  },
};
