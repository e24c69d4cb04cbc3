import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { ServiceAccount } from 'kubernetes-types/core/v1';
import type { PolicyRule, Role, RoleBinding } from 'kubernetes-types/rbac/v1';
import { CLIENT_ID_ANNOTATION } from '../../config/labels';
import { KubernetesObject, type NativeObject } from '../kubernetes/kubernetes-object';

export interface AgentServiceAccountProps {
  readonly name: string;
  readonly namespace: string;
  /** Client id of the identity that its pods may act as. @default - none */
  readonly clientId?: string | undefined;
  readonly dependsOn?: ITerraformDependable[];
}

/** The rights of the pods, each with the suffix of its role's name. The names are contracts. */
const RIGHTS: readonly { readonly id: string; readonly suffix: string; readonly rule: PolicyRule }[] = [
  // For the placeholder, which must not reap an agent whose pod is alive.
  { id: 'role', suffix: 'pod-lister', rule: { apiGroups: [''], resources: ['pods'], verbs: ['list'] } },
  // For the registrar, which marks its own pod as taken. A role cannot be limited to one pod.
  { id: 'marker_role', suffix: 'pod-marker', rule: { apiGroups: [''], resources: ['pods/status'], verbs: ['patch'] } },
];

/**
 * The service account of all pods. Only the placeholder and the registrars get a token for it; containers that run jobs
 * never do.
 *
 * @example
 * new AgentServiceAccount(this, 'service_account', { name: 'azure-pipelines-agent', namespace: 'agents' });
 */
export class AgentServiceAccount extends Construct {
  readonly objects: readonly KubernetesObject[];

  constructor(scope: Construct, id: string, props: AgentServiceAccountProps) {
    super(scope, id);
    const { name, namespace, dependsOn } = props;
    const account = new KubernetesObject(this, 'Resource', serviceAccount(props), { dependsOn });
    const granted = RIGHTS.flatMap(({ id, suffix, rule }) => {
      const metadata = { name: `${name}-${suffix}`, namespace };
      const role = new KubernetesObject(this, id, roleObject(metadata, rule), { dependsOn });
      const binding = new KubernetesObject(this, `${id}_binding`, roleBinding(metadata, { account: name }), {
        dependsOn: [account.resource, role.resource],
      });
      return [role, binding];
    });
    this.objects = [account, ...granted];
  }
}

const serviceAccount = ({ name, namespace, clientId }: AgentServiceAccountProps): ServiceAccount & NativeObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace, ...(clientId === undefined ? {} : { annotations: { [CLIENT_ID_ANNOTATION]: clientId } }) },
  automountServiceAccountToken: false,
});

/** Name and namespace of a role, and of the binding that grants it. */
interface RoleMetadata {
  readonly name: string;
  readonly namespace: string;
}

const roleObject = (metadata: RoleMetadata, rule: PolicyRule): Role & NativeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata,
  rules: [rule],
});

const roleBinding = (metadata: RoleMetadata, { account }: { readonly account: string }): RoleBinding & NativeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata,
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
  subjects: [{ kind: 'ServiceAccount', name: account, namespace: metadata.namespace }],
});
