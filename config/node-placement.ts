import { FIXED_NAMES } from './names';
import type { AgentPoolConfig, Config } from './types';

/** A label of nodes that is at the same time a taint, so that only pods that ask for these nodes run there. */
export interface NodePlacement {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NoSchedule';
}

/** Nodes of the agent node pool. */
export const AGENT_NODES: NodePlacement = { key: 'dedicated', value: 'azure-pipelines-agents', effect: 'NoSchedule' };

/** AKS gives spot nodes this label and taint itself; leaving them out of the node pool shows as a change in each plan. */
export const SPOT_NODES: NodePlacement = { key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', effect: 'NoSchedule' };

/** Labels by which AKS names the node pool of a node, and its mode (learn.microsoft.com/azure/aks/use-labels). */
export const NODE_POOL_LABELS = ['kubernetes.azure.com/agentpool', 'agentpool'] as const;
export const MODE_LABEL = 'kubernetes.azure.com/mode';

type Labels = Readonly<Record<string, string>>;

/**
 * The node pool of this deployment that runs the agents of an entry; undefined when the entry chooses its nodes itself: by a
 * label that names another node pool, or by any label where there is no agent node pool.
 */
export function nodePoolOf(nodeSelector: Labels, hasAgentNodePool: boolean): 'agentNodePool' | 'nodePool' | undefined {
  if (!hasAgentNodePool) return Object.keys(nodeSelector).length > 0 ? undefined : 'nodePool';
  const names = NODE_POOL_LABELS.flatMap((label) => nodeSelector[label] ?? []);
  if (names.includes(FIXED_NAMES.agentNodePool)) return 'agentNodePool';
  const { [MODE_LABEL]: mode = 'user', [AGENT_NODES.key]: dedicated = AGENT_NODES.value } = nodeSelector;
  return names.length > 0 || mode !== 'user' || dedicated !== AGENT_NODES.value ? undefined : 'agentNodePool';
}

type Placement = Pick<AgentPoolConfig, 'nodeSelector' | 'tolerations'>;

/** Where the agents of an entry run: on nodes with its labels, of the agent node pool if there is one and the entry names no other. */
export function placementOf({ nodeSelector, tolerations }: Placement, { agentNodePool }: Config['cluster']): Placement {
  if (agentNodePool === undefined || nodePoolOf(nodeSelector, true) === undefined) return { nodeSelector, tolerations };
  const placements = agentNodePool.spot ? [AGENT_NODES, SPOT_NODES] : [AGENT_NODES];
  const isTolerated = ({ key, value, effect }: NodePlacement) =>
    tolerations.some((own) => own.key === key && own.effect === effect && (own.operator === 'Exists' || own.value === value));
  return {
    nodeSelector: { ...nodeSelector, [AGENT_NODES.key]: AGENT_NODES.value },
    tolerations: [
      ...tolerations,
      ...placements.filter((nodes) => !isTolerated(nodes)).map((nodes) => ({ ...nodes, operator: 'Equal' as const })),
    ],
  };
}
