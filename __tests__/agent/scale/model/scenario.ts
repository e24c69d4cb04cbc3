import type { Range } from './random';

export interface Arrival {
  readonly at: number;
  /** Name of the entry that the job demands. */
  readonly entry: string;
  readonly runs: number;
  /** How long after its arrival the job is cancelled. */
  readonly cancelledAfter?: number | undefined;
}

/** When a replica of the scaler answers a question with 0 although Jobs are missing. */
export type Repeat =
  | 'never'
  /** Within SCALER.repeat of an answer above 0. */
  | 'after-an-answer-above-0'
  /** Within SCALER.repeat of an answer that was not 0 for this reason. */
  | 'after-an-answer'
  /** As before, and within SCALER.repeat of the first sight of a Job of the entry. */
  | 'after-an-answer-or-a-job';

/** Everything in which one run of the model differs from another. Times are in milliseconds. */
export interface Scenario {
  readonly seed: number;
  readonly entries: readonly { readonly name: string; readonly max: number; readonly warm: number }[];
  readonly arrivals: readonly Arrival[];
  readonly agentLimit: number;
  readonly replicas: 1 | 2;
  readonly repeat: Repeat;
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
  /** How long a registered agent waits for a job before it leaves or asks. */
  readonly idle: number;
  /** When a loop of KEDA begins anew while the one before may still create Jobs. */
  readonly newLoops: readonly number[];
  readonly kedaRestarts: readonly number[];
  readonly scalerRestarts: readonly number[];
  /** When a random agent's pod is deleted. */
  readonly drains: readonly number[];
  /** When the first replica cannot read the queue. */
  readonly queueOutages: readonly { readonly from: number; readonly takes: number }[];
}

/** A quiet cluster, in which nothing but the arrivals happens. */
export const QUIET: Scenario = {
  seed: 1,
  entries: [{ name: 'linux', max: 20, warm: 0 }],
  arrivals: [],
  agentLimit: Number.POSITIVE_INFINITY,
  replicas: 2,
  repeat: 'after-an-answer-or-a-job',
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
  kedaRestarts: [],
  scalerRestarts: [],
  drains: [],
  queueOutages: [],
};
