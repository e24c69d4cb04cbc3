import { Token } from 'cdktf';
import type { EnvVar } from 'kubernetes-types/core/v1';

/**
 * Escapes text of a container, so that it arrives unchanged. In `env`, `command` and `args` the kubelet turns `$$` into `$`, fills in
 * `$(NAME)`, and breaks a letter beyond ASCII that follows a `$` (kubernetes/kubernetes
 * third_party/forked/golang/expansion/expand.go). A doubled `$` always becomes one `$`. Tokens of cdktf, which Terraform replaces later, are left unchanged.
 */
export function escapeReferences(text: string): string {
  return Token.isUnresolved(text) ? text : text.replaceAll('$', '$$$$');
}

/** A variable whose value arrives unchanged. */
export function literalVariable(variable: EnvVar): EnvVar {
  return variable.value === undefined ? variable : { ...variable, value: escapeReferences(variable.value) };
}
