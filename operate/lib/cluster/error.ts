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

/** A read of the cluster without the wanted answer. The message says what was read, what came back and what to do. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly fault: ClusterFault;

  constructor(message: string, fault: ClusterFault) {
    super(message);
    this.fault = fault;
  }
}
