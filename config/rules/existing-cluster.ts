import type { Problem } from '../problems/problem';
import type { Rule } from './rule';

/** What a deploy can't do with a cluster of somebody else. */
export const existingClusterRule: Rule = ({ cluster, monitoring, budget }) => {
  if (cluster?.kind !== 'existing') return [];
  const leftOut = (path: string, value: unknown, why: string, remedy: string): readonly Problem[] =>
    value === undefined ? [] : [{ path, rule: `must be left out with cluster.kind "existing": ${why}`, value, remedy }];
  return [
    ...leftOut(
      'monitoring',
      monitoring,
      'the monitoring of that cluster belongs to somebody else',
      'leave it out; the chart has PodMonitors and alerts, see docs/helm.md',
    ),
    ...leftOut(
      'budget',
      budget,
      'the nodes, which cost most, are not in the resource group of the deployment',
      'leave it out, and ask whoever pays for the cluster for a budget',
    ),
  ];
};
