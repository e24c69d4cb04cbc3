import type { CheckGroup } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { cluster } from './cluster';
import { identityContainers } from './identity-containers';
import { image } from './image';
import { kedaKinds } from './keda-kinds';
import { kedaReady } from './keda-ready';
import { kedaScaling } from './keda-scaling';
import { kedaVersion } from './keda-version';
import { networkPolicy } from './network-policy';
import { placeholderRuns } from './placeholder-runs';
import { scaledJobs } from './scaled-jobs';
import { scaler } from './scaler';
import { scalerDecisions } from './scaler-decisions';

/** The checks of KEDA and of the objects in the cluster. */
export const clusterChecks: CheckGroup<ClusterContext> = {
  before: [kedaScaling],
  after: [
    cluster,
    kedaReady,
    kedaVersion,
    kedaKinds,
    scaledJobs,
    scaler,
    scalerDecisions,
    image,
    placeholderRuns,
    networkPolicy,
    identityContainers,
  ],
};
