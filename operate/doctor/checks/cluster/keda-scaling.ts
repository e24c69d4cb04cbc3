import { KEDA_VERSIONS, type KedaFacts, SCALER_COUNTS } from '../../../../config/keda-version';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { fail, pass } from '../../outcome';

const KNOWN: Readonly<Record<string, KedaFacts | undefined>> = KEDA_VERSIONS;

/** A config that was loaded from a file always has a known version. A config that code has made may have another. */
export const kedaScaling: Check<Pick<ClusterContext, 'config'>> = {
  id: 'keda-scaling',
  title: 'Scaling strategy',
  run: async ({ config: { keda } }) => {
    const known = KNOWN[keda.version];
    const pair = known && (keda.trigger === 'metrics-api' ? SCALER_COUNTS : known.scaling);
    if (pair === undefined)
      return fail(
        `keda.version ${keda.version} is not known: no strategy is proven to create one agent for each job with it`,
        `choose one of ${Object.keys(KEDA_VERSIONS).join(', ')}`,
      );
    const pending = pair.pendingPodConditions.length === 0 ? '' : `, pending until ${pair.pendingPodConditions.join(', ')}`;
    const trigger = keda.trigger === 'metrics-api' ? `, for trigger ${keda.trigger}` : '';
    return pass(`KEDA ${keda.version} with strategy ${pair.strategy}${pending}${trigger}`);
  },
};
