import { FIXED_NAMES } from '../../../../config/names';
import type { Deployment } from '../../../lib/cluster/objects';
import { allOf, type Fault } from './all-of';
import type { AfterCheck } from './context';
import { DEPLOY } from './deploy';

/** The Deployments of the chart kedacore/keda. Without the operator nothing scales; the others are missed by ScaledObjects alone. */
export const kedaReady: AfterCheck = {
  id: 'keda-ready',
  title: 'KEDA runs',
  phase: 'after',
  run: async ({ cluster }) => {
    const namespace = FIXED_NAMES.kedaNamespace;
    const parts = (await cluster().deployments(namespace)).filter(isOfKeda);
    const hasOperator = parts.some(({ metadata }) => metadata.name === FIXED_NAMES.kedaOperatorServiceAccount);
    const missing: Fault = {
      finding: `there is no Deployment keda-operator in namespace ${namespace}: no job gets an agent`,
      advice: DEPLOY,
    };
    const ready = parts.map(({ metadata }) => metadata.name).sort();
    return allOf([hasOperator ? undefined : missing, ...parts.map(faultOf)], `${ready.join(', ')}: ready`);
  },
};

function faultOf({ metadata: { name }, spec, status }: Deployment): Fault | undefined {
  if (status.readyReplicas > 0) return undefined;
  const why = spec.replicas === 0 ? 'is scaled to 0' : `has 0 of ${spec.replicas} pods ready`;
  return { finding: `Deployment ${name} ${why}`, advice: `kubectl describe deployment ${name} --namespace ${FIXED_NAMES.kedaNamespace}` };
}

/** The chart's names all begin so; whatever else is in the namespace is not this project's. */
const isOfKeda = ({ metadata }: Deployment): boolean => metadata.name.startsWith('keda-');
