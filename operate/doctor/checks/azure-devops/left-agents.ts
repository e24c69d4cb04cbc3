import type { Deployment } from '../../../lib/cluster/objects';
import type { Finding } from '../../../lib/finding';
import { leftAgents as findLeftAgents, leftBehindAfter } from '../../../lib/left-agents';
import type { Check } from '../../check';
import { noAgentPool } from '../../facts/azure-devops/agent-pools';
import type { AzureDevOpsContext } from '../../facts/azure-devops/context';
import { type DeployedAgentPool, deployedAgentPools } from '../../facts/cluster/entries';
import { outcomeOf } from '../../outcome';

type Context = Pick<AzureDevOpsContext, 'config' | 'names' | 'cluster' | 'devops'>;

/** What the namespace of the agents contains. */
interface Deployed {
  readonly deployments: readonly Deployment[];
  readonly livePods: ReadonlySet<string>;
}

/** Finds agents whose pods no longer exist. The placeholder of their entry should have reaped them. */
export const leftAgents: Check<Context> = {
  id: 'left-agents',
  title: 'Agents left behind',
  run: async (context) => {
    const reader = context.cluster();
    const { agentsNamespace } = context.names;
    const [deployments, pods] = await Promise.all([reader.deployments(agentsNamespace), reader.pods(agentsNamespace)]);
    const deployed = { deployments, livePods: new Set(pods.map(({ metadata }) => metadata.name)) };
    const findings = await Promise.all(deployedAgentPools(context.config).map((entry) => findingOf(context, entry, deployed)));
    return outcomeOf(findings, 'no agent is offline without a pod');
  },
};

async function findingOf(
  { devops, names }: Context,
  { entry, scaledJobName, placeholderName }: DeployedAgentPool,
  { deployments, livePods }: Deployed,
): Promise<Finding | undefined> {
  const pool = await devops.agentPoolOf(entry);
  if (pool === undefined) return noAgentPool(entry);
  const listing = await devops.client.agents(pool.id);
  if (listing.serverTime === undefined)
    throw new Error('the answer has no Date, and no other clock shows for how long an agent has been offline');
  const after = leftBehindAfter(deployments.find(({ metadata }) => metadata.name === placeholderName));
  const [first, ...others] = findLeftAgents(listing, { scaledJobName, placeholderName, livePods }, after);
  if (first === undefined) return undefined;
  const which = others.length === 0 ? `agent ${first.name} has` : `agent ${first.name} and ${others.length} more have`;
  return {
    finding: `${which} been offline for more than ${Math.round(after.minutes)} minutes without a pod`,
    advice: `see why they are not deleted with kubectl logs deployment/${placeholderName} --namespace ${names.agentsNamespace}`,
  };
}
