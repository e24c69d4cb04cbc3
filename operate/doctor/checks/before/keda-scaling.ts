import { KEDA_VERSIONS, type ScalingPair } from '../../../../config/keda-version';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { fail, pass } from '../../outcome';

const pairs: Readonly<Record<string, ScalingPair | undefined>> = KEDA_VERSIONS;

/** A config with another version is refused when it is loaded; what is built by hand from the constructs may have one. */
export const kedaScaling: Check<Pick<DoctorContext, 'config'>> = {
  id: 'keda-scaling',
  title: 'The scaling strategy is known for the KEDA version',
  phase: 'before',
  run: async ({ config: { keda } }) => {
    const pair = pairs[keda.version];
    if (pair === undefined)
      return fail(
        `keda.version ${keda.version} is not known: which strategy makes one agent for each job with it is not proven`,
        `choose one of ${Object.keys(KEDA_VERSIONS).join(', ')}`,
      );
    const pending = pair.pendingPodConditions.length === 0 ? '' : `, pending until ${pair.pendingPodConditions.join(', ')}`;
    return pass(`KEDA ${keda.version} with strategy ${pair.strategy}${pending}`);
  },
};
