import { organizationOf } from '../../../../config/services';
import type { Check } from '../../check';
import { uniquePools } from '../../facts/azure-devops/agent-pools';
import type { AzureDevOpsContext } from '../../facts/azure-devops/context';
import { fail, pass, skip } from '../../outcome';

const WHERE = 'Organization settings, Agent pools, the agent pool, Security';

export const poolAdministrator: Check<Pick<AzureDevOpsContext, 'devops' | 'config' | 'names'>> = {
  id: 'pool-administrator',
  title: 'Administrator of the agent pools',
  run: async ({ devops, config, names }) => {
    const pools = uniquePools(await devops.foundPools());
    const list = pools.map(({ name }) => `"${name}"`).join(', ');
    if (organizationOf(config).auth.kind === 'workloadIdentity')
      return skip(`${names.identity} must be Administrator of ${list}, which no other identity can check: see ${WHERE}`);
    const rights = await Promise.all(pools.map(async ({ id, name }) => ({ name, may: await devops.organization.mayManage(id) })));
    const refused = rights.filter(({ may }) => !may).map(({ name }) => `"${name}"`);
    if (refused.length === 0) return pass(list);
    return fail(
      `the token's identity may not register agents in ${refused.join(', ')}`,
      `make the token's identity Administrator: ${WHERE}`,
    );
  },
};
