import { FIXED_NAMES } from '../../config/names';
import { ownNodePools } from '../../config/own-node-pools';
import type { Config } from '../../config/types';
import type { Deployment, Event, Job, Node, Pod, ScaledJob } from '../lib/cluster/objects';
import { podReason } from '../lib/cluster/pod-reason';
import { podsOf } from '../lib/cluster/pods-of';
import type { Decision, NodePoolState, PlaceholderState, Replicas, ScaledJobState } from './snapshot';

/** How many decisions are shown. */
const DECISIONS = 4;

export function scaledJobState({ metadata, status }: ScaledJob): ScaledJobState {
  const isPaused = metadata.annotations['autoscaling.keda.sh/paused'] === 'true';
  const conditions = status.conditions.map(({ type, status: value, reason = '', message = '' }) => ({
    type,
    status: value,
    reason,
    message,
  }));
  return { conditions, isPaused };
}

/** What KEDA did last, newest first. Kubernetes keeps its events for an hour. */
export function decisionsOf(events: readonly Event[], jobs: readonly Job[], scaledJobName: string): readonly Decision[] {
  const reported = events
    .filter(({ involvedObject }) => involvedObject.name === scaledJobName)
    .map(({ type, reason, message, ...event }) => {
      const count = event.series?.count ?? event.count ?? 1;
      return { at: timeOf(event), text: `${reason}: ${message}${count > 1 ? ` (${count} times)` : ''}`, isWarning: type === 'Warning' };
    });
  const created = jobs
    .filter(({ metadata }) => metadata.labels['scaledjob.keda.sh/name'] === scaledJobName)
    .map(({ metadata }) => ({ at: metadata.creationTimestamp ?? 0, text: `Job ${metadata.name} created`, isWarning: false }));
  return [...reported, ...created].sort((a, b) => b.at - a.at).slice(0, DECISIONS);
}

const timeOf = ({
  series,
  lastTimestamp,
  eventTime,
  metadata,
}: Pick<Event, 'series' | 'lastTimestamp' | 'eventTime' | 'metadata'>): number =>
  series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? 0;

export function placeholderState(
  deployments: readonly Deployment[],
  pods: readonly Pod[],
  { placeholderName, scaledJobName }: { readonly placeholderName: string; readonly scaledJobName: string },
): PlaceholderState | undefined {
  const replicas = replicasOf(deployments, placeholderName);
  if (replicas === undefined) return undefined;
  const reason = podsOf(pods, scaledJobName, 'placeholder').map(podReason).find(Boolean);
  return { ...replicas, reason };
}

export function replicasOf(deployments: readonly Deployment[], name: string): Replicas | undefined {
  const found = deployments.find(({ metadata }) => metadata.name === name);
  return found && { ready: found.status.readyReplicas, wanted: found.spec.replicas };
}

/** The maximum number of nodes of each node pool of a config. Those of a cluster that exists are not known. */
export const maxNodesOf = (cluster: Config['cluster']): ReadonlyMap<string, number> => {
  const { nodePool, agentNodePool } = ownNodePools({ cluster });
  return new Map([
    ...(nodePool === undefined ? [] : [[FIXED_NAMES.nodePool, nodePool.maxNodes] as const]),
    ...(agentNodePool === undefined ? [] : [[FIXED_NAMES.agentNodePool, agentNodePool.maxNodes] as const]),
  ]);
};

/** The node pools of the config, with or without nodes, and any other node pool that has nodes. */
export function nodePoolsOf(nodes: readonly Node[], maximum: ReadonlyMap<string, number>): readonly NodePoolState[] {
  const names = new Set([...maximum.keys(), ...nodes.map(nodePoolOf)]);
  return [...names].map((name) => {
    const ours = nodes.filter((node) => nodePoolOf(node) === name);
    const ready = ours.filter(isReady).length;
    return { name, ready, notReady: ours.length - ready, maximum: maximum.get(name) };
  });
}

/** AKS labels each node with its node pool. */
const nodePoolOf = ({ metadata }: Node): string => metadata.labels['kubernetes.azure.com/agentpool'] ?? 'other';

const isReady = ({ status }: Node): boolean => status.conditions.some(({ type, status: value }) => type === 'Ready' && value === 'True');
