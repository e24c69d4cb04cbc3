/**
 * Expands a value as the kubelet does (kubernetes/kubernetes, third_party/forked/golang/expansion/expand.go): `$$` becomes
 * `$`, `$(NAME)` becomes the variable or stays if there is none, and `$` before another character stays. The kubelet reads
 * that other character as one byte, which breaks a letter outside of ASCII.
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
