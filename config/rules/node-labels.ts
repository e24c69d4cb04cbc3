import { isArm } from '../azure/vm-name';
import { FIXED_NAMES } from '../names';
import { AGENT_NODES, MODE_LABEL, NODE_POOL_LABELS, nodePoolOf, SPOT_NODES } from '../node-placement';
import { ownCluster } from '../own-node-pools';
import { below, type Problem } from '../problems/problem';
import type { PartialConfig } from '../types';
import { eachEntry, listOf, type PartialEntry, podsOf } from './each-entry';
import type { Rule } from './rule';

type AgentNodePool = NonNullable<NonNullable<ReturnType<typeof ownCluster>>['agentNodePool']>;

/** Labels of all nodes of a node pool; undefined for a label that none of them has. */
type Labels = Readonly<Record<string, string | undefined>>;

const withValue = (keys: readonly string[], value: string | undefined): Labels => Object.fromEntries(keys.map((key) => [key, value]));
const OS = ['kubernetes.io/os', 'beta.kubernetes.io/os'];
const ARCH = ['kubernetes.io/arch', 'beta.kubernetes.io/arch'];
const SIZE = ['node.kubernetes.io/instance-type', 'beta.kubernetes.io/instance-type'];

/** The known labels of the nodes of the agent node pool. */
const labelsOfAgentNodes = ({ vmSize, spot }: AgentNodePool): Labels => ({
  ...withValue(NODE_POOL_LABELS, FIXED_NAMES.agentNodePool),
  [MODE_LABEL]: 'user',
  [AGENT_NODES.key]: AGENT_NODES.value,
  ...(spot === undefined ? {} : { [SPOT_NODES.key]: spot ? SPOT_NODES.value : undefined }),
  ...(vmSize === undefined ? {} : { ...withValue(SIZE, vmSize), ...withValue(ARCH, isArm(vmSize) ? 'arm64' : 'amd64') }),
});

/** An entry must not select nodes that can't exist: its pods would stay Pending, and all its jobs would wait. */
export const nodeLabelsRule: Rule = (config) =>
  eachEntry(config, (entry, entryPath) => {
    const { nodeSelector } = entry;
    if (nodeSelector === undefined) return [];
    const path = below(entryPath, 'nodeSelector');
    const impossible = unsupportedNodes(path, nodeSelector, imageOf(entry, config));
    const { agentNodePool } = ownCluster(config) ?? {};
    if (impossible.length > 0 || agentNodePool === undefined || nodePoolOf(nodeSelector, true) === undefined) return impossible;
    return conflicts(path, nodeSelector, labelsOfAgentNodes(agentNodePool), podsOf(entry));
  });

/** The image that the pods of an entry run. */
interface Image {
  readonly name: 'agent image' | 'runner image';
  /** Whether this project builds it. */
  readonly isBuilt: boolean;
}

const imageOf = (entry: PartialEntry, { image, runnerImage }: PartialConfig): Image =>
  listOf(entry) === 'runnerPools'
    ? { name: 'runner image', isBuilt: runnerImage?.kind === 'build' }
    : { name: 'agent image', isBuilt: image?.kind === 'build' };

/** Labels of nodes that can't run an image. Both images are for Linux and, if built here, for x86-64. */
function unsupportedNodes(path: string, nodeSelector: Labels, { name, isBuilt }: Image): readonly Problem[] {
  const selected = (keys: readonly string[], value: string) => keys.filter((key) => nodeSelector[key] === value);
  return [
    ...selected(OS, 'windows').map((key) => ({ key, what: 'Linux' })),
    ...(isBuilt ? selected(ARCH, 'arm64').map((key) => ({ key, what: 'x86-64 processors' })) : []),
  ].map(({ key, what }) => ({
    path: below(path, key),
    rule: `must be a label of nodes with ${what}, for which the ${name} is built`,
    value: nodeSelector[key],
    remedy: 'leave it out',
  }));
}

/** Selected labels that the nodes of the agent node pool have with another value or not at all. */
function conflicts(
  path: string,
  nodeSelector: Readonly<Record<string, string>>,
  labels: Labels,
  pods: 'agents' | 'runners',
): readonly Problem[] {
  return Object.entries(nodeSelector).flatMap(([key, value]) => {
    if (!(key in labels) || labels[key] === value) return [];
    const wanted = labels[key];
    return [
      {
        path: below(path, key),
        rule: `must be a label of a node of cluster.agentNodePool, which runs these ${pods}; there it is ${wanted === undefined ? 'absent' : `"${wanted}"`}`,
        value,
        remedy: `leave it out, or name another node pool with ${NODE_POOL_LABELS[0]}`,
      },
    ];
  });
}
