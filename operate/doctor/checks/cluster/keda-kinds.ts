import type { Finding } from '../../../lib/finding';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { outcomeOf } from '../../outcome';

const KINDS = ['scaledjobs.keda.sh', 'triggerauthentications.keda.sh'];

export const kedaKinds: Check<ClusterContext> = {
  id: 'keda-kinds',
  title: 'Kinds of KEDA',
  run: async ({ cluster, remedies }) => {
    const reader = cluster();
    const findings = await Promise.all(
      KINDS.map(async (name): Promise<Finding | undefined> => {
        const definition = await reader.definition(name);
        if (definition === undefined)
          return { finding: `the cluster has no CustomResourceDefinition ${name}`, advice: remedies.kedaMissing };
        const established = definition.status.conditions.find(({ type }) => type === 'Established');
        if (established?.status === 'True') return undefined;
        const why = established?.message ? `: ${established.message}` : '';
        return { finding: `CustomResourceDefinition ${name} is not established${why}`, advice: `kubectl describe crd ${name}` };
      }),
    );
    return outcomeOf(findings, `${KINDS.join(', ')}: established`);
  },
};
