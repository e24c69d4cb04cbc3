import type { NetworkPolicyIngressRule } from 'kubernetes-types/networking/v1';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';

interface NetworkPolicy extends NativeObject {
  readonly spec: { readonly ingress?: readonly NetworkPolicyIngressRule[] };
}

const isNetworkPolicy = (object: NativeObject): object is NetworkPolicy => object.kind === 'NetworkPolicy';

/** Returns an object with the names that the client has for its fields: it drops `from`, which is `_from` in its own types (V1NetworkPolicyIngressRule). */
export function withClientNames(object: NativeObject): NativeObject {
  if (!isNetworkPolicy(object) || object.spec.ingress === undefined) return object;
  const ingress = object.spec.ingress.map(({ from, ...rule }) => (from === undefined ? rule : { ...rule, _from: from }));
  const changed = { ...object, spec: { ...object.spec, ingress } };
  return changed;
}
