import { Construct } from 'constructs';
import type { PolicyRule } from 'kubernetes-types/rbac/v1';
import { FIXED_NAMES } from '../../config/names';
import { roleBindingObject, roleObject, serviceAccountObject } from '../kubernetes/account-objects';
import { KubernetesObject } from '../kubernetes/kubernetes-object';
import type { CompleteScalerProps } from './scaler-props';

const RULES: PolicyRule[] = [
  // It deletes Jobs whose pods can never start.
  { apiGroups: ['batch'], resources: ['jobs'], verbs: ['list', 'watch', 'delete'] },
  { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
];

/** The service account of the scaler, with its rights in the namespace. No other pod uses it. */
export class ScalerAccount extends Construct {
  readonly objects: readonly KubernetesObject[];

  constructor(scope: Construct, id: string, { namespace, clientId, dependsOn }: CompleteScalerProps) {
    super(scope, id);
    const metadata = { name: FIXED_NAMES.scaler, namespace };
    const account = new KubernetesObject(this, 'Resource', serviceAccountObject(metadata, clientId), { dependsOn });
    const role = new KubernetesObject(this, 'role', roleObject(metadata, RULES), { dependsOn });
    const binding = new KubernetesObject(this, 'role_binding', roleBindingObject(metadata, { account: metadata.name }), {
      dependsOn: [account.resource, role.resource],
    });
    this.objects = [account, role, binding];
  }
}
