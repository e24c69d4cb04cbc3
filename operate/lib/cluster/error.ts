/**
 * What a refusal of the cluster means:
 * - `context`: the kubeconfig does not know the cluster
 * - `unreachable`: no answer
 * - `signIn`: who asks is not known to the cluster
 * - `right`: who asks may not
 * - `absent`: there is no such object, or no such kind
 * - `refused`: everything else
 */
export type ClusterFault = 'context' | 'unreachable' | 'signIn' | 'right' | 'absent' | 'refused';

/** A read of the cluster without the wanted answer: what was read and what came back, and what to do where that is known. */
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
