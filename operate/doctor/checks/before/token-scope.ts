import { agentPoolObjectName, placeholderName } from '../../../../config/names';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { devopsWords, type FoundPool, isRefusal, unmetIfRefused } from '../../facts/devops';
import { tokenFacts } from '../../facts/token';
import { fail, pass, skip } from '../../outcome';

const SCOPE = 'give the token the scope Agent Pools (Read & manage), under User settings, Personal access tokens, Edit';

/** Nothing proves the right to write but writing: a placeholder that is disabled already is disabled again, which changes nothing. */
export const tokenScope: Check<Pick<DoctorContext, 'config' | 'environment' | 'devops'>> = {
  id: 'token-scope',
  title: "The token's scope suffices",
  phase: 'before',
  run: async ({ config, environment, devops }) => {
    const { source, hasScopes } = tokenFacts(config, environment);
    try {
      await devops.agentPools();
    } catch (error) {
      if (!isRefusal(error)) return unmetIfRefused(error);
      if (await isAccepted(devops)) return fail(`${source} does not read agent pools: ${devopsWords(error)}`, SCOPE);
      return skip('the token is refused, see the check "devops-token"');
    }
    if (!hasScopes) return pass(`${source} has no scopes: its roles alone count`);
    const placeholder = await disabledPlaceholder(config.name, await devops.foundPools(), devops.client);
    if (placeholder === undefined) return pass('reads agent pools; that it may write to them shows only when a placeholder is registered');
    try {
      await devops.client.disable(placeholder);
      return pass('reads agent pools and writes to them');
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return fail(`${source} reads agent pools, but may not write to them: ${devopsWords(error)}`, SCOPE);
    }
  },
};

const isAccepted = ({ identity }: Pick<DoctorContext['devops'], 'identity'>): Promise<boolean> =>
  identity().then(
    () => true,
    () => false,
  );

async function disabledPlaceholder(deployment: string, pools: readonly FoundPool[], client: DoctorContext['devops']['client']) {
  for (const { entry, pool } of pools) {
    const agent = await client.findAgentByName(pool.id, placeholderName(agentPoolObjectName(deployment, entry.name)));
    if (agent !== undefined && !agent.enabled) return { poolId: pool.id, agentId: agent.id };
  }
  return undefined;
}
