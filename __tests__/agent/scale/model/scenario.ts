import type { Range } from './random';

export interface Arrival {
  readonly at: number;
  /** Names of the entries whose agents meet the demands of the job. */
  readonly fits: readonly string[];
  readonly runs: number;
  /** How long after its arrival the job is cancelled. */
  readonly cancelledAfter?: number | undefined;
}

export interface Outage {
  readonly from: number;
  readonly takes: number;
}

/** Everything in which one run of the model differs from another. Times are in milliseconds. */
export interface Scenario {
  readonly seed: number;
  readonly entries: readonly { readonly name: string; readonly max: number; readonly warm: number }[];
  readonly arrivals: readonly Arrival[];
  readonly agentLimit: number;
  readonly replicas: 1 | 2;
  /** Whether the scaler answers with 0 while KEDA may not see yet what it has created. */
  readonly waitsForKeda: boolean;
  /** From a change at the API server until KEDA's cache has it. */
  readonly kedaLag: Range;
  /** From a change at the API server until the scaler has it by its watch. */
  readonly scalerLag: Range;
  /** From the API server's answer to a list until the scaler has it. */
  readonly listTakes: Range;
  /** From the beginning of a read of the queue to its moment, and from there to its end. */
  readonly queueTakes: Range;
  /** From KEDA's question until it has an answer of a replica. */
  readonly answerTakes: Range;
  /** How long KEDA takes to create one Job. */
  readonly createTakes: Range;
  /** From the end of a pod until its Job is complete. */
  readonly completionTakes: Range;
  /** From the creation of a pod until its agent is registered. */
  readonly startTakes: Range;
  /** From the start of a job until its pod is ready. @default - it is never ready */
  readonly readyTakes?: Range;
  /** How long a registered agent waits for a job before it leaves or asks. */
  readonly idle: number;
  /** When a loop of KEDA begins anew while the one before may still create Jobs. */
  readonly newLoops: readonly number[];
  /** From the beginning of such a loop until another one replaces it. */
  readonly secondLoopAfter: Range;
  readonly kedaRestarts: readonly number[];
  readonly scalerRestarts: readonly number[];
  /** When a random agent's pod is deleted. */
  readonly drains: readonly number[];
  /** When the first replica cannot read the queue. */
  readonly queueOutages: readonly Outage[];
  /** When the first replica has no connection with the API server. */
  readonly kubernetesOutages: readonly Outage[];
  /** Whether the replicas record what they see and answer. */
  readonly records: boolean;
}

/** A quiet cluster, in which nothing but the arrivals happens. */
export const QUIET: Scenario = {
  seed: 1,
  entries: [{ name: 'linux', max: 20, warm: 0 }],
  arrivals: [],
  agentLimit: Number.POSITIVE_INFINITY,
  replicas: 2,
  waitsForKeda: true,
  kedaLag: [1, 60],
  scalerLag: [1, 60],
  listTakes: [2, 60],
  queueTakes: [20, 200],
  answerTakes: [1, 20],
  createTakes: [5, 50],
  completionTakes: [150, 1200],
  startTakes: [3_000, 9_000],
  idle: 60_000,
  newLoops: [],
  secondLoopAfter: [30, 60],
  kedaRestarts: [],
  scalerRestarts: [],
  drains: [],
  queueOutages: [],
  kubernetesOutages: [],
  records: false,
};
