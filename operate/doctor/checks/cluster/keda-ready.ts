import { FIXED_NAMES } from '../../../../config/names';
import type { Deployment } from '../../../lib/cluster/objects';
import type { Finding } from '../../../lib/finding';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { outcomeOf } from '../../outcome';

/** The Deployments of the chart kedacore/keda. Nothing scales without the operator; only ScaledObjects need the others. */
export const kedaReady: Check<ClusterContext> = {
  id: 'keda-ready',
  title: 'KEDA',
  run: async ({ cluster, names, remedies }) => {
    const { kedaNamespace: namespace } = names;
    const deployments = (await cluster().deployments(namespace)).filter(isOfKeda);
    const hasOperator = deployments.some(({ metadata }) => metadata.name === FIXED_NAMES.kedaOperator);
    const missing: Finding = {
      finding: `there is no Deployment ${FIXED_NAMES.kedaOperator} in namespace ${namespace}: no job gets an agent`,
      advice: remedies.kedaMissing,
    };
    const ready = deployments.map(({ metadata }) => metadata.name).sort();
    return outcomeOf(
      [hasOperator ? undefined : missing, ...deployments.map((each) => findingOf(each, namespace))],
      `${ready.join(', ')}: ready`,
    );
  },
};

function findingOf({ metadata: { name }, spec, status }: Deployment, namespace: string): Finding | undefined {
  if (status.readyReplicas > 0) return undefined;
  const why = spec.replicas === 0 ? 'is scaled to 0' : `has 0 of ${spec.replicas} pods ready`;
  return { finding: `Deployment ${name} ${why}`, advice: `kubectl describe deployment ${name} --namespace ${namespace}` };
}

/** All names of the chart start like this. Other Deployments in the namespace do not belong to this project. */
const isOfKeda = ({ metadata }: Deployment): boolean => metadata.name.startsWith('keda-');
