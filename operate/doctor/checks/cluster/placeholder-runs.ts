import type { Deployment, Pod } from '../../../lib/cluster/objects';
import { podReason } from '../../../lib/cluster/pod-reason';
import { podsOf } from '../../../lib/cluster/pods-of';
import type { Finding } from '../../../lib/finding';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { deployedAgentPools } from '../../facts/cluster/entries';
import { outcomeOf, skip } from '../../outcome';

/** A placeholder is ready while its agent is registered and disabled, so a ready one proves that pods reach the organisation. */
export const placeholderRuns: Check<ClusterContext> = {
  id: 'placeholder-runs',
  title: 'Placeholders',
  run: async (context) => {
    if (context.config.agentPools.length === 0)
      return skip('not needed: there are no agent pools, and GitHub keeps jobs without a runner in its queue');
    const { agentsNamespace: namespace } = context.names;
    const reader = context.cluster();
    const [deployments, pods] = await Promise.all([reader.deployments(namespace), reader.pods(namespace)]);
    const entries = deployedAgentPools(context.config);
    const findings = entries.map((entry) => {
      const found = deployments.find(({ metadata }) => metadata.name === entry.placeholderName);
      if (found) return findingOf(found, podsOf(pods, entry.scaledJobName, 'placeholder'), namespace);
      return { finding: `Deployment ${entry.placeholderName} does not exist`, advice: context.remedies.restore };
    });
    return outcomeOf(findings, `${entries.map(({ placeholderName }) => placeholderName).join(', ')}: ready`);
  },
};

function findingOf({ metadata: { name }, spec, status }: Deployment, pods: readonly Pod[], namespace: string): Finding | undefined {
  if (status.readyReplicas > 0) return undefined;
  if (spec.replicas === 0)
    return {
      finding: `Deployment ${name} is scaled to 0: nothing keeps its agent registered or reaps agents left behind`,
      advice: `kubectl scale deployment ${name} --replicas 1 --namespace ${namespace}`,
    };
  const reason = pods.map(podReason).find((text) => text !== undefined);
  if (reason !== undefined)
    return {
      finding: `the pod of ${name} does not run: ${reason}`,
      advice: `kubectl describe deployment ${name} --namespace ${namespace}`,
    };
  return {
    finding: `the pod of ${name} is not ready`,
    advice: `see the reason with kubectl logs deployment/${name} --namespace ${namespace}`,
  };
}
