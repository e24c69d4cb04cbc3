import type { ServiceAccount } from 'kubernetes-types/core/v1';
import type { PolicyRule, Role, RoleBinding } from 'kubernetes-types/rbac/v1';
import { CLIENT_ID_ANNOTATION } from '../../config/labels';
import type { NativeObject } from './kubernetes-object';

/** Name and namespace of an object. */
export interface ObjectName {
  readonly name: string;
  readonly namespace: string;
}

/** A service account. Only pods that request its token get one. */
export const serviceAccountObject = ({ name, namespace }: ObjectName, clientId: string | undefined): ServiceAccount & NativeObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace, ...(clientId === undefined ? {} : { annotations: { [CLIENT_ID_ANNOTATION]: clientId } }) },
  automountServiceAccountToken: false,
});

/** Rights in one namespace. */
export const roleObject = (metadata: ObjectName, rules: PolicyRule[]): Role & NativeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata,
  rules,
});

/** Grants the role of the same name to a service account. */
export const roleBindingObject = (metadata: ObjectName, { account }: { readonly account: string }): RoleBinding & NativeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata,
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
  subjects: [{ kind: 'ServiceAccount', name: account, namespace: metadata.namespace }],
});
