import { allOf, type Fault } from './all-of';
import type { AfterCheck } from './context';
import { DEPLOY } from './deploy';

const KINDS = ['scaledjobs.keda.sh', 'triggerauthentications.keda.sh'];

export const kedaKinds: AfterCheck = {
  id: 'keda-kinds',
  title: "KEDA's kinds are known to the cluster",
  phase: 'after',
  run: async ({ cluster }) => {
    const reader = cluster();
    const faults = await Promise.all(
      KINDS.map(async (name): Promise<Fault | undefined> => {
        const definition = await reader.definition(name);
        if (definition === undefined) return { finding: `the cluster has no CustomResourceDefinition ${name}`, advice: DEPLOY };
        const established = definition.status.conditions.find(({ type }) => type === 'Established');
        if (established?.status === 'True') return undefined;
        const why = established?.message ? `: ${established.message}` : '';
        return { finding: `CustomResourceDefinition ${name} is not established${why}`, advice: `kubectl describe crd ${name}` };
      }),
    );
    return allOf(faults, `${KINDS.join(', ')}: established`);
  },
};
