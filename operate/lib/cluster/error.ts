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

/** A read of the cluster that failed: what was read, what came back and, where it is known, what to do. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly finding: string;
  readonly fault: ClusterFault;
  readonly advice: string | undefined;

  constructor(finding: string, fault: ClusterFault, advice?: string) {
    super(advice === undefined ? finding : `${finding}: ${advice}`);
    this.finding = finding;
    this.fault = fault;
    this.advice = advice;
  }
}
