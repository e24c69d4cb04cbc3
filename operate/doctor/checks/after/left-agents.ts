import { PLACEHOLDER } from '../../../../config/timings';
import { DevOps } from '../../../../providers/azure-devops/client/client';
import { isLeftBehind } from '../../../../providers/contract/reap-rule';
import type { Deployment } from '../../../lib/cluster/objects';
import { allOf, type Fault } from './all-of';
import type { AfterCheck, AfterContext } from './context';
import { agentPoolOf, type DeployedEntry, deployedEntries, noAgentPool } from './entries';

/** Agents of pods that are gone; each placeholder deletes its own. */
export const leftAgents: AfterCheck = {
  id: 'left-agents',
  title: 'No agents are left behind',
  phase: 'after',
  run: async (context) => {
    const reader = context.cluster();
    const { agentsNamespace } = context.names;
    const [deployments, pods] = await Promise.all([reader.deployments(agentsNamespace), reader.pods(agentsNamespace)]);
    const live = new Set(pods.map(({ metadata }) => metadata.name));
    const faults = await Promise.all(deployedEntries(context).map((entry) => faultOf(context, entry, deployments, live)));
    return allOf(faults, 'no agent is offline without a pod');
  },
};

async function faultOf(
  context: AfterContext,
  { entry, scaledJob, placeholder }: DeployedEntry,
  deployments: readonly Deployment[],
  live: ReadonlySet<string>,
): Promise<Fault | undefined> {
  const pool = await agentPoolOf(context, entry);
  if (pool === undefined) return noAgentPool(entry);
  const { value: agents, serverTime } = await new DevOps(context.connection).agents(pool.id);
  if (serverTime === undefined)
    throw new Error('the answer has no Date, and no other clock can tell for how long an agent has been offline');
  const minutes = reapMinutes(deployments.find(({ metadata }) => metadata.name === placeholder)) + PLACEHOLDER.round.minutes;
  const rule = { prefix: `${scaledJob}-`, placeholder, offlineMs: minutes * 60_000 };
  const [first, ...others] = agents.filter((agent) => isLeftBehind(agent, rule, serverTime) && !live.has(agent.name));
  if (first === undefined) return undefined;
  const who = others.length === 0 ? `agent ${first.name} is` : `agent ${first.name} and ${others.length} more are`;
  return {
    finding: `${who} offline for over ${minutes} minutes without a pod`,
    advice: `kubectl logs deployment/${placeholder} --namespace ${context.names.agentsNamespace} says why they are not deleted`,
  };
}

function reapMinutes(deployment: Deployment | undefined): number {
  const given = deployment?.spec.template.spec.containers.flatMap(({ env }) => env).find(({ name }) => name === 'AZP_REAP_MINUTES');
  return Number(given?.value ?? PLACEHOLDER.reapAfter.minutes);
}
