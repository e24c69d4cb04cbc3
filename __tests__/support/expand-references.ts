/**
 * What the kubelet makes of a value, after kubernetes/kubernetes third_party/forked/golang/expansion/expand.go: `$$` is
 * `$`, `$(NAME)` is the variable or stays when there is none, `$` and another sign are themselves. That source takes one
 * byte for the other sign, which breaks a letter beyond ASCII.
 */
export function expandReferences(text: string, variables: Readonly<Record<string, string>>): string {
  let expanded = '';
  for (let at = 0; at < text.length; at += 1) {
    const next = text[at + 1];
    if (text[at] !== '$' || next === undefined) {
      expanded += text[at];
      continue;
    }
    const end = next === '(' ? text.indexOf(')', at + 2) : -1;
    if (end < 0) {
      expanded += next === '$' ? '$' : `$${next < '\x80' ? next : '\uFFFD'}`;
      at += 1;
      continue;
    }
    const name = text.slice(at + 2, end);
    expanded += Object.hasOwn(variables, name) ? variables[name] : `$(${name})`;
    at = end;
  }
  return expanded;
}
