import { organizationOf } from '../../../../config/services';
import type { DeployedConfig } from '../../../lib/deployment';
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
    const limit = limitOf(config, bought);
    if (bought === undefined && limit === undefined) return skip('Azure DevOps does not state how many parallel jobs the organisation has');
    const numbers = `${bought ?? 'an unknown number of'} self-hosted parallel jobs, ${used ?? 0} in use, for at most ${wanted} agents`;
    const finding = organizationOf(config).parallelJobs === limit ? `${numbers}, azureDevOps.parallelJobs is ${limit}` : numbers;
    // Agents beyond this number are not made.
    const made = Math.min(wanted, limit ?? wanted);
    const texts = [
      ...(made < wanted ? [`jobs beyond ${limit} at the same time are held back, and get no agent until others end`] : []),
      ...(bought !== undefined && bought < made ? ['agents beyond the parallel jobs wait idle'] : []),
    ];
    return texts.length === 0 ? pass(finding) : warn(`${finding}: ${texts.join('; ')}`, adviceFor(config, limit, bought));
  },
};

/** How many jobs the scaler lets run in the organisation; undefined if it has no limit, or if there is no scaler. */
function limitOf(config: DeployedConfig, bought: number | undefined): number | undefined {
  const option = organizationOf(config).parallelJobs;
  if (config.keda.trigger !== 'metrics-api' || option === 'unlimited') return undefined;
  return option === 'bought' ? bought : option;
}

function adviceFor(config: DeployedConfig, limit: number | undefined, bought: number | undefined): string {
  const option = organizationOf(config).parallelJobs;
  const isOwn = limit !== undefined && option === limit && (bought ?? limit) >= limit;
  const more = isOwn ? 'raise azureDevOps.parallelJobs' : 'buy parallel jobs under Organization settings, Parallel jobs';
  return `${more}, or lower agentPools[].maxAgents`;
}
