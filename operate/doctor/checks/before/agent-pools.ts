import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { poolLabel, unmetIfRefused } from '../../facts/devops';
import { fail, pass } from '../../outcome';

export const agentPools: Check<Pick<DoctorContext, 'devops'>> = {
  id: 'agent-pools',
  title: 'The agent pools exist',
  phase: 'before',
  run: async ({ devops }) => {
    const all = await devops.agentPools().catch(unmetIfRefused);
    const missing = all
      .filter(({ pool }) => pool === undefined)
      .map(({ entry }) => `agent pool ${poolLabel(entry)} of entry "${entry.name}"`);
    if (missing.length > 0)
      return fail(
        `${missing.join(', ')}: not there, or not visible to the token's identity`,
        'make it under Organization settings, Agent pools, Add pool, Self-hosted, correct agentPools[].pool, or make the identity its Administrator',
      );
    return pass([...new Set(all.map(({ pool }) => `"${pool?.name}" (id ${pool?.id})`))].join(', '));
  },
};
