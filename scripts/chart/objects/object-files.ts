import { sampleMonitoringObjects } from '../sample/monitoring-samples';
import { monitoringSlots } from '../sample/monitoring-slots';
import { commonSlots, entrySlots, scalerSlots } from '../sample/sample-slots';
import { printObjects } from '../tree/print';
import { both, isOf, isOfEntry, isOfScaler, isShared } from './is-member';
import { groupTemplate, type ObjectGroup } from './objects-template';

/** A file of the chart with objects that the typed builders make. */
export interface ObjectFile extends ObjectGroup {
  /** Path below templates/. */
  readonly path: string;
  /** Heads of the blocks around all its objects, the outermost first. */
  readonly around: readonly string[];
}

const SCALER = { always: ['scaler'], around: ['if $m.scaler'], slots: scalerSlots } as const;
const AGENT_POOL = { around: ['range $entry := $m.agentPools'], slots: entrySlots } as const;
const RUNNER_POOL = { always: ['scaler', 'runners'], around: ['range $entry := $m.runnerPools'], slots: entrySlots } as const;

/** Objects that the stacks don't have. */
const MONITORING = { always: ['monitoring'], slots: monitoringSlots, make: sampleMonitoringObjects } as const;

/**
 * The files with objects of the agents stack, and for a Prometheus Operator and Grafana. A file has only the features that change its
 * objects, because every possible choice of them is built.
 */
export const OBJECT_FILES: readonly ObjectFile[] = [
  {
    path: 'service-accounts.yaml',
    isMember: both(isShared, isOf('ServiceAccount', 'Role', 'RoleBinding')),
    around: [],
    always: [],
    features: ['agents', 'scaler', 'runners', 'identity'],
    slots: commonSlots,
  },
  {
    path: 'network-policies.yaml',
    isMember: both(isShared, isOf('NetworkPolicy')),
    around: [],
    always: [],
    features: ['agents', 'scaler', 'runners', 'monitoring'],
    slots: commonSlots,
  },
  {
    path: 'azure-monitor.yaml',
    isMember: isOf('ConfigMap'),
    around: ['if $m.azureMonitor'],
    always: ['monitoring'],
    features: ['agents', 'scaler', 'runners', 'app', 'gitHubTokenExpiry'],
    slots: commonSlots,
  },
  {
    ...SCALER,
    path: 'scaler/access.yaml',
    isMember: both(isOfScaler, isOf('ServiceAccount', 'Role', 'RoleBinding', 'NetworkPolicy', 'Service', 'PodDisruptionBudget')),
    features: ['agents', 'runners', 'identity', 'agentsStay', 'runnersStay', 'monitoring'],
  },
  {
    ...SCALER,
    path: 'scaler/deployment.yaml',
    isMember: both(isOfScaler, isOf('Deployment')),
    features: ['agents', 'runners', 'identity', 'app', 'gitHubTokenExpiry', 'ownRunnerImage'],
  },
  {
    ...AGENT_POOL,
    path: 'agent-pools/trigger-authentication.yaml',
    isMember: isOf('TriggerAuthentication'),
    always: ['agents'],
    features: ['scaler', 'identity'],
  },
  {
    ...AGENT_POOL,
    path: 'agent-pools/placeholder.yaml',
    isMember: both(isOfEntry, isOf('Deployment')),
    always: ['agents', 'scaler'],
    features: ['identity', 'tokenExpiry', 'poolById', 'capabilities'],
  },
  {
    ...AGENT_POOL,
    path: 'agent-pools/scaled-job.yaml',
    isMember: both(isOfEntry, isOf('ScaledJob')),
    always: ['agents'],
    features: ['scaler', 'accurate', 'identity', 'stay', 'poolById', 'capabilities', 'demands', 'tolerations', 'tolerationValue'],
  },
  {
    ...AGENT_POOL,
    path: 'agent-pools/options.yaml',
    isMember: both(isOfEntry, isOf('NetworkPolicy', 'PodDisruptionBudget')),
    always: ['agents', 'scaler'],
    features: ['egress', 'budget'],
  },
  {
    ...RUNNER_POOL,
    path: 'runner-pools/scaled-job.yaml',
    isMember: both(isOfEntry, isOf('ScaledJob')),
    features: ['app', 'stay', 'tolerations', 'tolerationValue'],
  },
  {
    ...RUNNER_POOL,
    path: 'runner-pools/options.yaml',
    isMember: both(isOfEntry, isOf('NetworkPolicy', 'PodDisruptionBudget')),
    features: ['egress', 'budget'],
  },
  {
    ...MONITORING,
    path: 'monitoring/dashboard.yaml',
    isMember: isOf('ConfigMap'),
    around: ['if $m.dashboard'],
    // It is the same for all deployments.
    always: ['monitoring', 'agents'],
    features: [],
  },
  {
    ...MONITORING,
    path: 'monitoring/rules.yaml',
    isMember: isOf('PrometheusRule'),
    around: ['if $m.rules'],
    features: ['operatorLabels', 'agents', 'scaler', 'runners', 'gitHubTokenExpiry'],
  },
  {
    ...MONITORING,
    path: 'monitoring/pod-monitors.yaml',
    isMember: isOf('PodMonitor'),
    around: ['if $m.podMonitor'],
    features: ['operatorLabels', 'agents', 'scaler', 'runners', 'gitHubTokenExpiry'],
  },
];

/** The text of a file. */
export function objectFileText({ around, ...group }: ObjectFile): string {
  const tree = groupTemplate(group);
  if (tree.kind !== 'list') throw new Error(`a file of objects is a ${tree.kind}`);
  const items = tree.items.map(({ guards, item }) => ({ guards: [...around.map((head) => ({ head })), ...guards], item }));
  return `${['{{- $m := include "agents.model" . | fromJson }}', ...printObjects(items)].join('\n')}\n`;
}
