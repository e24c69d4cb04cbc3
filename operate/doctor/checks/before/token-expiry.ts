import { WARN } from '../../../../config/timings';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { tokenFacts } from '../../facts/token';
import { fail, pass, skip, warn } from '../../outcome';

const DAY = 24 * 60 * 60_000;
const REPLACE =
  'make a new token, export it as TF_VAR_azp_token, raise azureDevOps.auth.revision, set azureDevOps.auth.expiresOn, and run npm run deploy';

export const tokenExpiry: Check<Pick<DoctorContext, 'config' | 'environment' | 'now'>> = {
  id: 'token-expiry',
  title: 'The token does not expire soon',
  phase: 'before',
  run: async ({ config, environment, now }) => {
    if (config.azureDevOps.auth.kind === 'workloadIdentity') return pass('with workload identity each token is fetched when it is needed');
    const { source, hasScopes, expiresAt, isDeployed } = tokenFacts(config, environment);
    if (!isDeployed) return skip('TF_VAR_azp_token is not set, see the check "devops-token"');
    if (!hasScopes) {
      const until = expiresAt === undefined ? 'at an unknown time' : `at ${new Date(expiresAt).toISOString()}`;
      return fail(
        `${source} expires ${until}, about an hour after it was made: no agent can register after that`,
        "export a personal access token instead, or set azureDevOps.auth to { kind: 'workloadIdentity' }",
      );
    }
    if (expiresAt === undefined)
      return skip('a personal access token does not tell when it expires: set azureDevOps.auth.expiresOn, and this check counts the days');
    const days = Math.floor((expiresAt - now) / DAY);
    if (days < 0) return fail(`${source} has expired, by azureDevOps.auth.expiresOn`, REPLACE);
    const finding = `${source} expires in ${days} ${days === 1 ? 'day' : 'days'}, by azureDevOps.auth.expiresOn`;
    return days < WARN.tokenExpiry.days ? warn(finding, REPLACE) : pass(finding);
  },
};
