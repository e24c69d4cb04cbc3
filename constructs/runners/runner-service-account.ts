import { Construct } from 'constructs';
import { serviceAccountObject } from '../kubernetes/account-objects';
import { KubernetesObject, type KubernetesObjectOptions } from '../kubernetes/kubernetes-object';

export interface RunnerServiceAccountProps extends KubernetesObjectOptions {
  readonly name: string;
  readonly namespace: string;
}

/**
 * The service account of runners. It has no right, and no container gets a token for it.
 *
 * @example
 * new RunnerServiceAccount(this, 'runner_service_account', { name: 'github-runner', namespace: 'agents' });
 */
export class RunnerServiceAccount extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, { dependsOn, ...metadata }: RunnerServiceAccountProps) {
    super(scope, id);
    this.object = new KubernetesObject(this, 'Resource', serviceAccountObject(metadata, undefined), { dependsOn });
  }
}
