import { TAKEN_CONDITION } from './taken-condition';

/** How a ScaledJob must scale so that it makes exactly one agent for each queued job. */
export interface ScalingPair {
  /** Left out of the manifest when `default`: the CRD of KEDA 2.20.0 and 2.20.1 refuses the word (kedacore/keda#7855). */
  readonly strategy: 'default' | 'accurate';
  /** Pod conditions that an agent lacks while it is on its way to its job. */
  readonly pendingPodConditions: readonly string[];
}

/**
 * Up to 2.19 the scaler counts every unfinished job, those that run included (azure_pipelines_scaler.go of 2.18.3 and
 * 2.19.0): what runs must be subtracted, and that is what the default strategy does.
 */
const COUNTS_UNFINISHED: ScalingPair = { strategy: 'default', pendingPodConditions: [] };

/**
 * Since 2.20.0 it counts only jobs that no agent has received (kedacore/keda#7757): what must be subtracted is the
 * agents on their way. They are the pods that are not marked as taken. "Ready" would make the same number of pods, later:
 * see docs/decisions/0018.
 */
const COUNTS_UNRECEIVED: ScalingPair = { strategy: 'accurate', pendingPodConditions: [TAKEN_CONDITION] };

/**
 * Each supported KEDA version with its pair. A wrong pair starves jobs or makes two agents for one job, so a version
 * that is not here is refused. See docs/decisions/0005.
 */
export const KEDA_VERSIONS = {
  '2.18.3': COUNTS_UNFINISHED,
  '2.19.0': COUNTS_UNFINISHED,
  '2.20.0': COUNTS_UNRECEIVED,
  '2.20.1': COUNTS_UNRECEIVED,
  '2.20.2': COUNTS_UNRECEIVED,
} as const satisfies Readonly<Record<string, ScalingPair>>;

export type KedaVersion = keyof typeof KEDA_VERSIONS;

/** What a config gets that names none. */
export const NEWEST_KEDA_VERSION: KedaVersion = '2.20.2';

/** The pair for a supported version. */
export function scalingPair(version: KedaVersion): ScalingPair {
  return KEDA_VERSIONS[version];
}
