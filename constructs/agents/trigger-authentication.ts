import { Construct } from 'constructs';
import type { TriggerAuthenticationObject } from '../keda/keda-types';
import { KubernetesObject, type KubernetesObjectOptions } from '../kubernetes/kubernetes-object';
import type { AgentCredentials } from './agent-props';

export interface TriggerAuthenticationProps extends KubernetesObjectOptions {
  readonly name: string;
  readonly namespace: string;
  readonly credentials: AgentCredentials;
}

/** How KEDA signs in to Azure DevOps to read the queue. */
export class TriggerAuthentication extends Construct {
  readonly name: string;
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, { name, namespace, credentials, ...options }: TriggerAuthenticationProps) {
    super(scope, id);
    this.name = name;
    const object: TriggerAuthenticationObject = {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'TriggerAuthentication',
      metadata: { name, namespace },
      spec: specOf(credentials),
    };
    this.object = new KubernetesObject(this, 'Resource', object, options);
  }
}

function specOf(credentials: AgentCredentials): TriggerAuthenticationObject['spec'] {
  switch (credentials.kind) {
    case 'pat':
      return { secretTargetRef: [{ parameter: 'personalAccessToken', name: credentials.secretName, key: 'token' }] };
    case 'workloadIdentity':
      return { podIdentity: { provider: 'azure-workload', identityId: credentials.clientId } };
    default:
      throw new Error(`unknown credentials: ${JSON.stringify(credentials satisfies never)}`);
  }
}
