import { capabilitiesFor } from '../../../../config/demands';
import { PLACEHOLDER } from '../../../../config/timings';
import { missingCapabilities } from '../../../lib/capabilities';
import type { Finding } from '../../../lib/finding';
import type { Check } from '../../check';
import { noAgentPool } from '../../facts/azure-devops/agent-pools';
import type { AzureDevOpsContext } from '../../facts/azure-devops/context';
import { type DeployedAgentPool, deployedAgentPools } from '../../facts/cluster/entries';
import { outcomeOf } from '../../outcome';

type Context = Pick<AzureDevOpsContext, 'config' | 'names' | 'devops'>;

/** Azure DevOps fails a job immediately if no registered agent has what the job demands. */
export const placeholderAgent: Check<Context> = {
  id: 'placeholder-agent',
  title: "Placeholders' agents",
  run: async (context) => {
    const entries = deployedAgentPools(context.config);
    const findings = await Promise.all(entries.map((entry) => findingsOf(context, entry)));
    const placeholders = entries.map(({ placeholderName }) => placeholderName).join(', ');
    return outcomeOf(findings.flat(), `${placeholders}: registered, disabled, with all capabilities`);
  },
};

async function findingsOf({ names, devops }: Context, { entry, placeholderName }: DeployedAgentPool): Promise<readonly Finding[]> {
  const pool = await devops.agentPoolOf(entry);
  if (pool === undefined) return [noAgentPool(entry)];
  const [agent, capabilities] = await Promise.all([
    devops.client.findAgentByName(pool.id, placeholderName),
    devops.client.capabilities(pool.id, placeholderName),
  ]);
  const deployment = `deployment/${placeholderName} --namespace ${names.agentsNamespace}`;
  const logs = `kubectl logs ${deployment}`;
  if (agent === undefined || capabilities === undefined)
    return [
      {
        finding: `agent ${placeholderName} is not registered in agent pool "${pool.name}": jobs fail immediately`,
        advice: `see the reason with ${logs}`,
      },
    ];
  const enabled = {
    finding: `agent ${placeholderName} is enabled: it may be given a job that it never runs`,
    advice: `the placeholder disables it within ${PLACEHOLDER.round.seconds} s; if it does not, see ${logs}`,
  };
  const missing = missingCapabilities(capabilities, capabilitiesFor(entry.demands, entry.capabilities)).map(
    (each) => `the capability ${each}`,
  );
  const lacks = {
    finding: `agent ${placeholderName} lacks ${missing.join(', ')}: jobs that demand it fail immediately`,
    advice: `register it again with kubectl rollout restart ${deployment}`,
  };
  return [...(agent.enabled ? [enabled] : []), ...(missing.length > 0 ? [lacks] : [])];
}
