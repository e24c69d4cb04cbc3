import { AGENT_NODES, NODE_POOL_LABELS, nodePoolOf } from './node-placement';
import { below } from './problem';
import type { Config } from './types';
import { unknownNames } from './unknown-names';

/** What may be wrong with a checked config, a sentence each: unlike a problem, it may also be as it is meant. */
export function configWarnings(config: Config): readonly string[] {
  return [...unknownNames(config).map(sentenceOf), ...manyNodes(config), ...strangeLabels(config)];
}

function sentenceOf({ path, name, what, nearest, list }: ReturnType<typeof unknownNames>[number]): string {
  const hint = nearest === undefined ? '' : ` did you mean "${nearest}"?`;
  return `${path} is "${name}", which is not known here as ${what}:${hint} Compare with: ${list}`;
}

/** Each node takes a /24 of the addresses for pods, which are a /16 (learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay). */
const MOST_NODES = 256;

function manyNodes({ cluster: { nodePool, agentNodePool } }: Config): readonly string[] {
  const nodes = nodePool.maxNodes + (agentNodePool?.maxNodes ?? 0);
  if (nodes <= MOST_NODES) return [];
  return [
    `maxNodes of all node pools is ${nodes} together, and the cluster has addresses for the pods of ${MOST_NODES} nodes: later ones do not start. Lower it`,
  ];
}

/** Labels that Kubernetes and AKS give to nodes themselves. */
const GIVEN = /(?:^|[./])(?:kubernetes\.io|k8s\.io|azure\.com)\//;

/** The nodes of the agent node pool have no labels beside ours and those that AKS gives. */
function strangeLabels({ cluster, agentPools }: Config): readonly string[] {
  if (cluster.agentNodePool === undefined) return [];
  return agentPools.flatMap(({ nodeSelector }, index) => {
    if (nodePoolOf(nodeSelector, true) === undefined) return [];
    const known = [AGENT_NODES.key, ...NODE_POOL_LABELS];
    const strange = Object.keys(nodeSelector).filter((key) => !known.includes(key) && !GIVEN.test(key));
    return strange.map((key) => {
      const path = below(below(below('agentPools', index), 'nodeSelector'), key);
      return `${path} is a label that nodes of cluster.agentNodePool, which runs these agents, do not have by themselves: their pods may stay Pending. To choose another node pool, name it with ${NODE_POOL_LABELS[0]}`;
    });
  });
}
