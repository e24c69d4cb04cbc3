import type { Check } from '../../check';
import { poolLabel } from '../../facts/azure-devops/agent-pools';
import type { AzureDevOpsContext } from '../../facts/azure-devops/context';
import { unmetIfRefused } from '../../facts/azure-devops/errors';
import { fail, pass } from '../../outcome';

export const agentPools: Check<Pick<AzureDevOpsContext, 'devops'>> = {
  id: 'agent-pools',
  title: 'Agent pools',
  run: async ({ devops }) => {
    const all = await devops.agentPools().catch(unmetIfRefused);
    const missing = all
      .filter(({ pool }) => pool === undefined)
      .map(({ entry }) => `agent pool ${poolLabel(entry)} of entry "${entry.name}"`);
    if (missing.length > 0)
      return fail(
        `${missing.join(', ')}: missing, or not visible to the token's identity`,
        'create it under Organization settings, Agent pools, Add pool, Self-hosted, correct agentPools[].pool, or make the identity its Administrator',
      );
    return pass([...new Set(all.map(({ pool }) => `"${pool?.name}" (id ${pool?.id})`))].join(', '));
  },
};
