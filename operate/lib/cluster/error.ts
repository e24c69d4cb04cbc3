/**
 * What a failed read means:
 * - `context`: the kubeconfig does not contain the cluster
 * - `unreachable`: no answer
 * - `signIn`: the cluster does not know the user
 * - `right`: the user has no right to read this
 * - `absent`: the object or its kind does not exist
 * - `refused`: everything else
 */
export type ClusterFault = 'context' | 'unreachable' | 'signIn' | 'right' | 'absent' | 'refused';

/** Describes a failed read. */
interface FailedRead {
  /** What was read, and what came back. */
  readonly finding: string;
  readonly fault: ClusterFault;
  /** What to do; left out if that is not known. */
  readonly advice?: string;
}

/** A read of the cluster that failed. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly finding: string;
  readonly fault: ClusterFault;
  readonly advice: string | undefined;

  constructor({ finding, fault, advice }: FailedRead) {
    super(advice === undefined ? finding : `${finding}: ${advice}`);
    this.finding = finding;
    this.fault = fault;
    this.advice = advice;
  }
}
