import { clusterReachable } from './cluster-reachable';
import type { AfterCheck } from './context';
import { imagePullable } from './image-pullable';
import { kedaKinds } from './keda-kinds';
import { kedaReady } from './keda-ready';
import { kedaVersion } from './keda-version';
import { leftAgents } from './left-agents';
import { networkPolicy } from './network-policy';
import { placeholderAgent } from './placeholder-agent';
import { placeholderRuns } from './placeholder-runs';
import { scaledJobsReady } from './scaled-jobs';
import { triggerAuthentication } from './trigger-authentication';

/** The checks of a deployment, in the order in which their subjects depend on each other. */
export const afterChecks: readonly AfterCheck[] = [
  clusterReachable,
  kedaReady,
  kedaVersion,
  kedaKinds,
  triggerAuthentication,
  scaledJobsReady,
  imagePullable,
  placeholderRuns,
  placeholderAgent,
  leftAgents,
  networkPolicy,
];
