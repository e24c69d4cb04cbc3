import { agentPoolObjectName, placeholderName } from '../../../../config/names';
import { NoToken } from '../../../lib/azure-devops/sign-in';
import type { Check } from '../../check';
import type { FoundPool } from '../../facts/azure-devops/agent-pools';
import type { AzureDevOpsContext } from '../../facts/azure-devops/context';
import { devopsMessage, isRefusal, unmetIfRefused } from '../../facts/azure-devops/errors';
import { tokenFacts } from '../../facts/azure-devops/token';
import { fail, pass, skip } from '../../outcome';

const SCOPE = 'give the token the scope Agent Pools (Read & manage), under User settings, Personal access tokens, Edit';

/** Only a write proves the right to write, so the check disables a placeholder that is disabled already. That changes nothing. */
export const tokenScope: Check<Pick<AzureDevOpsContext, 'config' | 'environment' | 'devops'>> = {
  id: 'token-scope',
  title: 'Scope of the token',
  run: async ({ config, environment, devops }) => {
    const { source, hasScopes } = tokenFacts(config, environment);
    try {
      await devops.agentPools();
    } catch (error) {
      if (!isRefusal(error) || error instanceof NoToken) return unmetIfRefused(error);
      if (await isAccepted(devops)) return fail(`${source} may not read agent pools: ${devopsMessage(error)}`, SCOPE);
      return skip('the token is refused, see the check "devops-token"');
    }
    if (!hasScopes) return pass(`${source} has no scopes: only the roles of its identity count`);
    const placeholder = await disabledPlaceholder(config.name, await devops.foundPools(), devops.client);
    if (placeholder === undefined)
      return pass('reads agent pools; whether it may write to them shows only after a placeholder is registered');
    try {
      await devops.client.disable(placeholder);
      return pass('reads agent pools and writes to them');
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return fail(`${source} reads agent pools, but may not write to them: ${devopsMessage(error)}`, SCOPE);
    }
  },
};

const isAccepted = ({ identity }: Pick<AzureDevOpsContext['devops'], 'identity'>): Promise<boolean> =>
  identity().then(
    () => true,
    () => false,
  );

async function disabledPlaceholder(deployment: string, pools: readonly FoundPool[], client: AzureDevOpsContext['devops']['client']) {
  for (const { entry, pool } of pools) {
    const agent = await client.findAgentByName(pool.id, placeholderName(agentPoolObjectName(deployment, entry.name)));
    if (agent !== undefined && !agent.enabled) return { poolId: pool.id, agentId: agent.id };
  }
  return undefined;
}
