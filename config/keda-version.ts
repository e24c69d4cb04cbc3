import { TAKEN_CONDITION } from './taken-condition';

/** How a ScaledJob must scale to create exactly one agent for each queued job. */
export interface ScalingPair {
  /** `default` is left out of the manifest: the CRD of KEDA 2.20.0 and 2.20.1 rejects the word (kedacore/keda#7855). */
  readonly strategy: 'default' | 'accurate';
  /** Conditions that a pod lacks until its agent has a job. KEDA counts a pod without them as pending. */
  readonly pendingPodConditions: readonly string[];
}

/**
 * Up to 2.19 the scaler counts every unfinished job, including those that run (azure_pipelines_scaler.go of 2.18.3 and
 * 2.19.0). The default strategy subtracts the Jobs that run.
 */
const COUNTS_UNFINISHED: ScalingPair = { strategy: 'default', pendingPodConditions: [] };

/**
 * From 2.20.0 on the scaler counts only jobs that no agent has received (kedacore/keda#7757). From 2.21.0 on it does so
 * only with `scaleOnInFlight: "false"`, which the trigger always sets (docs/decisions/0029). The strategy must subtract the
 * agents that are still on their way to a job: the pods without the condition Taken. "Ready" would create the same number
 * of pods, but later (docs/decisions/0018).
 */
const COUNTS_UNRECEIVED: ScalingPair = { strategy: 'accurate', pendingPodConditions: [TAKEN_CONDITION] };

/** What is known of a KEDA version. */
export interface KedaFacts {
  /** How a ScaledJob must scale with keda.trigger `azure-pipelines`. */
  readonly scaling: ScalingPair;
  /**
   * Whether the trigger `metrics-api` has a timeout of its own (key `timeout`, metrics_api_scaler.go of 2.20.0). Without it,
   * the trigger waits as long as KEDA waits for any service, and one replica of the scaler that hangs delays all agents.
   */
  readonly hasMetricsApiTimeout: boolean;
}

/**
 * With the scaler as the trigger, in all versions: it answers the total of Jobs that there should be. The default strategy
 * subtracts the unfinished Jobs that KEDA knows, so a Job that the scaler does not see yet is not created twice
 * (pkg/scaling/executor/scale_jobs.go).
 */
export const SCALER_COUNTS: ScalingPair = { strategy: 'default', pendingPodConditions: [] };

/**
 * Each supported KEDA version with its pair. A wrong pair leaves jobs without an agent or creates two agents for one job,
 * so other versions are rejected. See docs/decisions/0005.
 */
export const KEDA_VERSIONS = {
  '2.18.3': { scaling: COUNTS_UNFINISHED, hasMetricsApiTimeout: false },
  '2.19.0': { scaling: COUNTS_UNFINISHED, hasMetricsApiTimeout: false },
  '2.20.0': { scaling: COUNTS_UNRECEIVED, hasMetricsApiTimeout: true },
  '2.20.1': { scaling: COUNTS_UNRECEIVED, hasMetricsApiTimeout: true },
  '2.20.2': { scaling: COUNTS_UNRECEIVED, hasMetricsApiTimeout: true },
  '2.21.0': { scaling: COUNTS_UNRECEIVED, hasMetricsApiTimeout: true },
} as const satisfies Readonly<Record<string, KedaFacts>>;

export type KedaVersion = keyof typeof KEDA_VERSIONS;

/** The version for a config that names none: the newest one whose source was read and whose chart exists (docs/decisions/0029). */
export const NEWEST_KEDA_VERSION: KedaVersion = '2.21.0';

/** The pair for a supported version. */
export function scalingPair(version: KedaVersion): ScalingPair {
  return KEDA_VERSIONS[version].scaling;
}

/** Whether a version can poll the scaler: keda.trigger `metrics-api` needs a timeout of its own. */
export function supportsScaler(version: KedaVersion): boolean {
  return KEDA_VERSIONS[version].hasMetricsApiTimeout;
}

/**
 * Whether a version gives up on the Jobs of a poll after a deadline: the polling interval, and the time that
 * KEDA_KUBERNETES_API_TIMEOUT adds (pkg/scaling/executor/scale_jobs.go from 2.21.0 on).
 */
export function hasJobDeadline(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 21);
}

/** The first version whose trigger `azure-pipelines` has all options that this project sets (azure_pipelines_scaler.go of 2.18.0). */
const OLDEST_WITH_OPTIONS = [2, 18] as const;

/** Why a version that runs already is too old, and what to do; undefined for others. */
export function tooOldToServe(version: unknown): string | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)\.\d+$/.exec(String(version)) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  const [leastMajor, leastMinor] = OLDEST_WITH_OPTIONS;
  if (Number(major) > leastMajor || (Number(major) === leastMajor && Number(minor) >= leastMinor)) return undefined;
  return 'upgrade KEDA: before 2.18.0 its trigger azure-pipelines has neither fetchUnfinishedJobsOnly nor caseInsensitiveDemandsProcessing, and its trigger metrics-api no timeout. The add-on of AKS has 2.19.0 with Kubernetes 1.36';
}
