import { supportEnd } from './azure/kubernetes-support';
import { unknownNames } from './azure/unknown-names';
import { LIMIT, POLLS_A_SECOND, pollsPerSecond } from './calls/polls';
import { entriesOf } from './entries';
import { AGENT_NODES, NODE_POOL_LABELS, nodePoolOf } from './node-placement';
import { overlappingRunnerPools } from './overlapping-runner-pools';
import { ownNodePools } from './own-node-pools';
import { below } from './problems/problem';
import { WARN } from './timings';
import type { Config } from './types';
import { unusedEntries } from './unused-entries';

/**
 * What may be wrong with a checked config, one sentence each. Unlike a problem, it may be intended.
 * @param now milliseconds since 1970
 */
export function configWarnings(config: Config, now: number): readonly string[] {
  return [
    ...unknownNames(config).map(sentenceOf),
    ...endOfSupport(config, now),
    ...manyNodes(config),
    ...unknownLabels(config),
    ...manyPolls(config),
    ...notPreferred(config),
    ...sharedLabels(config),
    ...endOfToken(config, now),
  ];
}

function sentenceOf({ path, name, what, nearest, list }: ReturnType<typeof unknownNames>[number]): string {
  const hint = nearest === undefined ? '.' : `: did you mean "${nearest}"?`;
  return `${path} is "${name}", which is not ${what} that this project knows${hint} Compare with: ${list}`;
}

function endOfSupport({ cluster, location }: Config, now: number): readonly string[] {
  if (cluster.kind === 'existing') return [];
  const end = supportEnd(cluster, now);
  if (end === undefined || end.state === 'later') return [];
  const [ends, then] = end.state === 'ended' ? ['ended', 'since then'] : ['ends', 'after that'];
  return [
    `cluster.kubernetesVersion is "${cluster.kubernetesVersion}", and its support by AKS ${ends} on ${end.lastDay}: ${then}, AKS does not support creating a cluster with it, and existing ones get no security patches. Raise it, and by one minor version at a time if the cluster exists. List what AKS offers with: az aks get-versions --location ${location}`,
  ];
}

/** Each node takes a /24 of the pods' addresses, which are a /16 (learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay). */
const MOST_NODES = 256;

function manyNodes(config: Config): readonly string[] {
  const { nodePool, agentNodePool } = ownNodePools(config);
  const nodes = (nodePool?.maxNodes ?? 0) + (agentNodePool?.maxNodes ?? 0);
  if (nodes <= MOST_NODES) return [];
  return [
    `maxNodes of all node pools is ${nodes} together, and the cluster has addresses for the pods of ${MOST_NODES} nodes: later ones do not start. Lower it`,
  ];
}

/** Labels that Kubernetes and AKS set on nodes. */
const SET_BY_AKS = /(?:^|[./])(?:kubernetes\.io|k8s\.io|azure\.com)\//;

/** Warns of labels that the nodes of the agent node pool do not have: they have only those of this project and of AKS. */
function unknownLabels(config: Config): readonly string[] {
  if (ownNodePools(config).agentNodePool === undefined) return [];
  return entriesOf(config).flatMap(({ nodeSelector, path: entry, pods }) => {
    if (nodePoolOf(nodeSelector, true) === undefined) return [];
    const known = [AGENT_NODES.key, ...NODE_POOL_LABELS];
    const unknown = Object.keys(nodeSelector).filter((key) => !known.includes(key) && !SET_BY_AKS.test(key));
    return unknown.map((key) => {
      const path = below(entry, 'nodeSelector', key);
      return `${path} is a label that nodes of cluster.agentNodePool, which runs these ${pods}, do not have by default: the pods may stay Pending. To choose another node pool, name it with ${NODE_POOL_LABELS[0]}`;
    });
  });
}

/** Warns of polls that may reach the limit of the service. */
function manyPolls(config: Config): readonly string[] {
  const polls = pollsPerSecond(config);
  if (polls <= POLLS_A_SECOND.doubtful) return [];
  const inWindow = Math.round(polls * LIMIT.minutes * 60);
  const effect = config.keda.trigger === 'metrics-api' ? 'the scaler then polls less often by itself' : 'new jobs then wait longer';
  return [
    `The deployment polls Azure DevOps ${inWindow} times in ${LIMIT.minutes} minutes with one identity. Azure DevOps may delay the calls of an identity that makes so many; ${effect}. Raise agentPools[].pollingSeconds; docs/calls.md has the figures`,
  ];
}

/** Warns of entries that the scaler does not prefer for any job. */
function notPreferred(config: Config): readonly string[] {
  return unusedEntries(config).map(({ entry, preferred }) => {
    const [path, other] = [entry, preferred].map((each) => below('agentPools', config.agentPools.indexOf(each)));
    return `${path} may get no jobs: ${other} serves the same agent pool with smaller agents that have all capabilities of ${path}, and the scaler prefers the smaller. Give ${path} a demand of its own, and let its jobs state it`;
  });
}

/** Warns of runner pools that may get each other's jobs. */
function sharedLabels({ runnerPools }: Config): readonly string[] {
  return overlappingRunnerPools(runnerPools).map(({ entry, other }) => {
    const [path, wider] = [entry, other].map((each) => below('runnerPools', runnerPools.indexOf(each)));
    return `${wider} has all labels of ${path}, so jobs for ${path} may run there too: GitHub chooses between scale sets that match, and does not say how. Give ${path} a label of its own, and let its jobs name it`;
  });
}

/** Warns of a token for GitHub that expires soon. A deployment without monitoring has no alert about it. */
function endOfToken({ gitHub }: Config, now: number): readonly string[] {
  if (gitHub?.auth.kind !== 'pat' || gitHub.auth.expiresOn === undefined) return [];
  const { expiresOn, token } = gitHub.auth;
  // The option names the last day on which the token works. This takes the end of that day in UTC.
  if (Date.parse(`${expiresOn}T23:59:59Z`) - now > WARN.tokenExpiry.milliseconds) return [];
  const place =
    token.kind === 'variable' ? 'into TF_VAR_github_token, raise gitHub.auth.token.revision' : `into the Secret ${token.secret}`;
  return [
    `gitHub.auth.expiresOn is ${expiresOn}: the token for GitHub expires then, and no runner can be registered after that. Make a new one, put it ${place}, set gitHub.auth.expiresOn, and run npm run deploy`,
  ];
}
