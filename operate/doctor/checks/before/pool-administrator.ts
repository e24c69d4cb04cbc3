import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { fail, pass, skip } from '../../outcome';
import { uniquePools } from './unique-pools';

const WHERE = 'Organization settings, Agent pools, the pool, Security';

export const poolAdministrator: Check<Pick<DoctorContext, 'devops' | 'config' | 'names'>> = {
  id: 'pool-administrator',
  title: "The token's identity is Administrator of the agent pools",
  phase: 'before',
  run: async ({ devops, config, names }) => {
    const pools = uniquePools(await devops.foundPools());
    const list = pools.map(({ name }) => `"${name}"`).join(', ');
    if (config.azureDevOps.auth.kind === 'workloadIdentity')
      return skip(`${names.identity} must be Administrator of ${list}, which can't be asked as somebody else: see ${WHERE}`);
    const rights = await Promise.all(pools.map(async ({ id, name }) => ({ name, may: await devops.organization.mayManage(id) })));
    const refused = rights.filter(({ may }) => !may).map(({ name }) => `"${name}"`);
    if (refused.length === 0) return pass(list);
    return fail(
      `the token's identity may not register agents in ${refused.join(', ')}`,
      `make the token's identity Administrator: ${WHERE}`,
    );
  },
};
