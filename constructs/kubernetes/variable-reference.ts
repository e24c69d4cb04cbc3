import { Token } from 'cdktf';
import type { EnvVar } from 'kubernetes-types/core/v1';

/**
 * Makes text of a container mean itself. In `env`, `command` and `args` the kubelet turns `$$` into `$`, fills in
 * `$(NAME)`, and breaks a letter beyond ASCII that follows a `$` (kubernetes/kubernetes
 * third_party/forked/golang/expansion/expand.go). A doubled `$` is one `$` wherever it stands. What Terraform fills in later, a token of cdktf, is left alone.
 */
export function escapeReferences(text: string): string {
  return Token.isUnresolved(text) ? text : text.replaceAll('$', '$$$$');
}

/** A variable whose value arrives as it is written. */
export function literalVariable(variable: EnvVar): EnvVar {
  return variable.value === undefined ? variable : { ...variable, value: escapeReferences(variable.value) };
}
