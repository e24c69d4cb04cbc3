import { capabilitiesFor } from '../../../../config/demands';
import { DevOps } from '../../../../providers/azure-devops/client/client';
import { allOf, type Fault } from './all-of';
import type { AfterCheck, AfterContext } from './context';
import { agentPoolOf, type DeployedEntry, deployedEntries, noAgentPool } from './entries';

/** Azure DevOps fails a job at once when no registered agent has what it demands. */
export const placeholderAgent: AfterCheck = {
  id: 'placeholder-agent',
  title: "Each placeholder's agent keeps its queue open",
  phase: 'after',
  run: async (context) => {
    const entries = deployedEntries(context);
    const faults = await Promise.all(entries.map((entry) => faultsOf(context, entry)));
    return allOf(faults.flat(), `${entries.map(({ placeholder }) => placeholder).join(', ')}: registered, disabled, with all capabilities`);
  },
};

async function faultsOf(context: AfterContext, { entry, placeholder }: DeployedEntry): Promise<readonly Fault[]> {
  const pool = await agentPoolOf(context, entry);
  if (pool === undefined) return [noAgentPool(entry)];
  const devops = new DevOps(context.connection);
  const [agent, capabilities] = await Promise.all([
    devops.findAgentByName(pool.id, placeholder),
    devops.capabilities(pool.id, placeholder),
  ]);
  const where = `${placeholder} --namespace ${context.names.agentsNamespace}`;
  const logs = `kubectl logs deployment/${where}`;
  if (agent === undefined || capabilities === undefined)
    return [
      { finding: `agent ${placeholder} is not registered in agent pool "${pool.name}": jobs fail at once`, advice: `${logs} says why` },
    ];
  const enabled = {
    finding: `agent ${placeholder} is enabled: it may be given a job that it never runs`,
    advice: `the placeholder disables it within a minute; if not, ${logs}`,
  };
  const lacking = lackOf(capabilities, capabilitiesFor(entry.demands, entry.capabilities));
  const lacks = {
    finding: `agent ${placeholder} lacks ${lacking.join(', ')}: jobs that demand it fail at once`,
    advice: `kubectl rollout restart deployment/${where} registers it anew`,
  };
  return [...(agent.enabled ? [enabled] : []), ...(lacking.length > 0 ? [lacks] : [])];
}

/** Names and values are compared as Azure DevOps does: without regard to case. */
function lackOf(capabilities: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): readonly string[] {
  const known = new Map(Object.entries(capabilities).map(([name, value]) => [name.toLowerCase(), value.toLowerCase()]));
  return Object.entries(wanted)
    .filter(([name, value]) => known.get(name.toLowerCase()) !== value.toLowerCase())
    .map(([name, value]) => `the capability ${name}=${value}`);
}
