import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { ServiceAccount } from 'kubernetes-types/core/v1';
import type { Role, RoleBinding } from 'kubernetes-types/rbac/v1';
import { KubernetesObject, type NativeObject } from './kubernetes-object';

export interface AgentServiceAccountProps {
  readonly name: string;
  readonly namespace: string;
  /** Client id of the identity that its pods may act as. @default - none */
  readonly clientId?: string | undefined;
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * The service account of all pods. Its one right, to list the pods of its namespace, is for the placeholder, which
 * alone is given a token of it: it must not take an agent for dead whose pod lives.
 */
export class AgentServiceAccount extends Construct {
  readonly objects: readonly KubernetesObject[];

  constructor(scope: Construct, id: string, props: AgentServiceAccountProps) {
    super(scope, id);
    const { name, namespace, dependsOn } = props;
    const account = new KubernetesObject(this, 'Resource', serviceAccount(props), { dependsOn });
    const role = new KubernetesObject(this, 'role', podLister(name, namespace), { dependsOn });
    const binding = new KubernetesObject(this, 'role_binding', roleBinding(name, namespace), {
      dependsOn: [account.resource, role.resource],
    });
    this.objects = [account, role, binding];
  }
}

const serviceAccount = ({ name, namespace, clientId }: AgentServiceAccountProps): ServiceAccount & NativeObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace, ...(clientId === undefined ? {} : { annotations: { 'azure.workload.identity/client-id': clientId } }) },
  automountServiceAccountToken: false,
});

const podLister = (name: string, namespace: string): Role & NativeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name: `${name}-pod-lister`, namespace },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }],
});

const roleBinding = (name: string, namespace: string): RoleBinding & NativeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: `${name}-pod-lister`, namespace },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: `${name}-pod-lister` },
  subjects: [{ kind: 'ServiceAccount', name, namespace }],
});
