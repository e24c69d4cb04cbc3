import type { Deployment, Pod } from '../../../lib/cluster/objects';
import { podReason } from '../../../lib/cluster/pod-reason';
import { podsOf } from '../../../lib/cluster/pods-of';
import { allOf, type Fault } from './all-of';
import type { AfterCheck } from './context';
import { DEPLOY } from './deploy';
import { type DeployedEntry, deployedEntries } from './entries';

/** A placeholder is ready while its agent is registered and disabled: that a pod reaches Azure DevOps is proven by it. */
export const placeholderRuns: AfterCheck = {
  id: 'placeholder-runs',
  title: 'Each placeholder runs',
  phase: 'after',
  run: async (context) => {
    const { agentsNamespace: namespace } = context.names;
    const reader = context.cluster();
    const [deployments, pods] = await Promise.all([reader.deployments(namespace), reader.pods(namespace)]);
    const entries = deployedEntries(context);
    const faults = entries.map((entry) => {
      const found = deployments.find(({ metadata }) => metadata.name === entry.placeholder);
      if (found) return faultOf(found, podsOf(pods, entry.scaledJob, 'placeholder'), namespace);
      return { finding: `Deployment ${entry.placeholder} is not there`, advice: DEPLOY };
    });
    return allOf(faults, `${entries.map(({ placeholder }: DeployedEntry) => placeholder).join(', ')}: ready`);
  },
};

function faultOf({ metadata: { name }, spec, status }: Deployment, pods: readonly Pod[], namespace: string): Fault | undefined {
  if (status.readyReplicas > 0) return undefined;
  if (spec.replicas === 0)
    return {
      finding: `Deployment ${name} is scaled to 0: nobody puts its agent back, and left agents stay`,
      advice: `kubectl scale deployment ${name} --replicas 1 --namespace ${namespace}`,
    };
  const reason = pods.map(podReason).find((text) => text !== undefined);
  if (reason !== undefined)
    return {
      finding: `the pod of ${name} does not run: ${reason}`,
      advice: `kubectl describe deployment ${name} --namespace ${namespace}`,
    };
  return { finding: `the pod of ${name} is not ready`, advice: `kubectl logs deployment/${name} --namespace ${namespace} says why` };
}
