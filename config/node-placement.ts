import { FIXED_NAMES } from './names';
import { ownNodePools } from './own-node-pools';
import type { AgentPoolConfig, Config } from './types';

/** A label of nodes that is also a taint: only pods that select and tolerate it run on these nodes. */
export interface NodePlacement {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NoSchedule';
}

/** Nodes of the agent node pool. */
export const AGENT_NODES: NodePlacement = { key: 'dedicated', value: 'azure-pipelines-agents', effect: 'NoSchedule' };

/** AKS sets this label and taint on spot nodes. A node pool without them shows a change in each plan. */
export const SPOT_NODES: NodePlacement = { key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', effect: 'NoSchedule' };

/** The labels with the name of a node's node pool, and that with its mode (learn.microsoft.com/azure/aks/use-labels). AKS sets them. */
export const NODE_POOL_LABELS = ['kubernetes.azure.com/agentpool', 'agentpool'] as const;
export const MODE_LABEL = 'kubernetes.azure.com/mode';

type Labels = Readonly<Record<string, string>>;

/**
 * The node pool of this deployment that runs the agents of an entry. undefined if the entry chooses other nodes: by a label
 * that names another node pool or, without an agent node pool, by any label.
 */
export function nodePoolOf(nodeSelector: Labels, hasAgentNodePool: boolean): 'agentNodePool' | 'nodePool' | undefined {
  if (!hasAgentNodePool) return Object.keys(nodeSelector).length > 0 ? undefined : 'nodePool';
  const names = NODE_POOL_LABELS.flatMap((label) => nodeSelector[label] ?? []);
  if (names.includes(FIXED_NAMES.agentNodePool)) return 'agentNodePool';
  const { [MODE_LABEL]: mode = 'user', [AGENT_NODES.key]: dedicated = AGENT_NODES.value } = nodeSelector;
  return names.length > 0 || mode !== 'user' || dedicated !== AGENT_NODES.value ? undefined : 'agentNodePool';
}

type Placement = Pick<AgentPoolConfig, 'nodeSelector' | 'tolerations'>;

/** Where the agents of an entry run: on nodes with its labels. If there is an agent node pool and the entry names no other, on its nodes. */
export function placementOf({ nodeSelector, tolerations }: Placement, cluster: Config['cluster']): Placement {
  const { agentNodePool } = ownNodePools({ cluster });
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
