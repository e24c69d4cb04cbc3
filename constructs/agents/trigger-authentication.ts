import { Construct } from 'constructs';
import type { TriggerSignIn } from '../../providers/contract/pod-objects';
import type { TriggerAuthenticationObject } from '../keda/keda-types';
import { KubernetesObject, type KubernetesObjectOptions } from '../kubernetes/kubernetes-object';

export interface TriggerAuthenticationProps extends KubernetesObjectOptions {
  readonly name: string;
  readonly namespace: string;
  readonly signIn: TriggerSignIn;
}

/** How KEDA signs in to read the queue. */
export class TriggerAuthentication extends Construct {
  readonly name: string;
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, { name, namespace, signIn, ...options }: TriggerAuthenticationProps) {
    super(scope, id);
    this.name = name;
    const object: TriggerAuthenticationObject = {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'TriggerAuthentication',
      metadata: { name, namespace },
      spec: signIn,
    };
    this.object = new KubernetesObject(this, 'Resource', object, options);
  }
}
