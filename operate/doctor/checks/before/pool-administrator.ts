import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { fail, pass } from '../../outcome';
import { uniquePools } from './unique-pools';

export const poolAdministrator: Check<Pick<DoctorContext, 'devops' | 'config' | 'names'>> = {
  id: 'pool-administrator',
  title: "The token's identity is Administrator of the agent pools",
  phase: 'before',
  run: async ({ devops, config, names }) => {
    const pools = uniquePools(await devops.foundPools());
    const rights = await Promise.all(pools.map(async ({ id, name }) => ({ name, may: await devops.organization.mayManage(id) })));
    const refused = rights.filter(({ may }) => !may).map(({ name }) => `"${name}"`);
    const who = config.azureDevOps.auth.kind === 'pat' ? "the token's identity" : `${names.identity}, and who runs this check,`;
    if (refused.length === 0) return pass(rights.map(({ name }) => `"${name}"`).join(', '));
    return fail(
      `the token's identity may not register agents in ${refused.join(', ')}`,
      `make ${who} Administrator: Organization settings, Agent pools, the pool, Security`,
    );
  },
};
