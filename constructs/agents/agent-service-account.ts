import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { PolicyRule } from 'kubernetes-types/rbac/v1';
import { roleBindingObject, roleObject, serviceAccountObject } from '../kubernetes/account-objects';
import { KubernetesObject } from '../kubernetes/kubernetes-object';

export interface AgentServiceAccountProps {
  readonly name: string;
  readonly namespace: string;
  /** Client id of the identity that its pods may act as. @default - none */
  readonly clientId?: string | undefined;
  /** Whether registrars mark their pods as taken. KEDA's own scalers need the mark; with the `Scaler` nobody reads it. @default true */
  readonly marksPods?: boolean;
  readonly dependsOn?: ITerraformDependable[];
}

/** A right of the pods, with the suffix of its role's name. Id and name are contracts. */
interface Right {
  readonly id: string;
  readonly suffix: string;
  readonly rule: PolicyRule;
}

/** For the placeholder, which must not reap an agent whose pod is alive. */
const LIST_PODS: Right = { id: 'role', suffix: 'pod-lister', rule: { apiGroups: [''], resources: ['pods'], verbs: ['list'] } };

/** For the registrar, which marks its own pod as taken. A role cannot be limited to one pod. */
const MARK_PODS: Right = {
  id: 'marker_role',
  suffix: 'pod-marker',
  rule: { apiGroups: [''], resources: ['pods/status'], verbs: ['patch'] },
};

/**
 * The service account of agents and placeholders. Only the placeholder, and registrars that mark their pods, get a token for it;
 * containers that run jobs never do.
 *
 * @example
 * new AgentServiceAccount(this, 'service_account', { name: 'azure-pipelines-agent', namespace: 'agents' });
 */
export class AgentServiceAccount extends Construct {
  readonly objects: readonly KubernetesObject[];

  constructor(scope: Construct, id: string, props: AgentServiceAccountProps) {
    super(scope, id);
    const { name, namespace, clientId, marksPods = true, dependsOn } = props;
    const account = new KubernetesObject(this, 'Resource', serviceAccountObject(props, clientId), { dependsOn });
    const granted = (marksPods ? [LIST_PODS, MARK_PODS] : [LIST_PODS]).flatMap(({ id, suffix, rule }) => {
      const metadata = { name: `${name}-${suffix}`, namespace };
      const role = new KubernetesObject(this, id, roleObject(metadata, [rule]), { dependsOn });
      const binding = new KubernetesObject(this, `${id}_binding`, roleBindingObject(metadata, { account: name }), {
        dependsOn: [account.resource, role.resource],
      });
      return [role, binding];
    });
    this.objects = [account, ...granted];
  }
}
