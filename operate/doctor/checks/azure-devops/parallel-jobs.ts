import type { Check } from '../../check';
import type { AzureDevOpsContext } from '../../facts/azure-devops/context';
import { unmetIfRefused } from '../../facts/azure-devops/errors';
import { pass, skip, warn } from '../../outcome';

export const parallelJobs: Check<Pick<AzureDevOpsContext, 'config' | 'devops'>> = {
  id: 'parallel-jobs',
  title: 'Parallel jobs',
  run: async ({ config, devops }) => {
    const { bought, used } = await devops.organization.parallelJobs().catch(unmetIfRefused);
    const wanted = config.agentPools.reduce((sum, { maxAgents }) => sum + maxAgents, 0);
    if (bought === undefined) return skip('Azure DevOps does not state how many parallel jobs the organisation has');
    const finding = `${bought} self-hosted parallel jobs, ${used ?? 0} in use, for at most ${wanted} agents`;
    if (bought >= wanted) return pass(finding);
    return warn(
      `${finding}: agents beyond the parallel jobs wait idle`,
      'buy parallel jobs under Organization settings, Parallel jobs, or lower agentPools[].maxAgents',
    );
  },
};
