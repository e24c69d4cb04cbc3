/** How Terraform reads a text in its JSON: the plain part, and the templates that it would evaluate. */
export interface TerraformText {
  readonly plain: string;
  readonly templates: readonly string[];
}

/** Reads a text as HCL does: `$${` and `%%{` are plain, `${` and `%{` start a template that ends with the matching bracket. */
export function readTerraformText(text: string): TerraformText {
  let plain = '';
  const templates: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [escaped, start] = [text.slice(at, at + 3), text.slice(at, at + 2)];
    if (escaped === '$${' || escaped === '%%{') {
      plain += escaped.slice(1);
      at += 3;
    } else if (start === '${' || start === '%{') {
      const end = templateEnd(text, at + 2);
      templates.push(text.slice(at, end));
      at = end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  return { plain, templates };
}

/** Returns where a template ends: after the bracket that closes it. Strings and brackets inside are skipped. */
function templateEnd(text: string, from: number): number {
  let depth = 1;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (quoted && text[at] === '\\') at += 1;
    else if (text[at] === '"') quoted = !quoted;
    else if (!quoted && text[at] === '{') depth += 1;
    else if (!quoted && text[at] === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** Lists every text of a value, including the names of maps. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const names = Array.isArray(value) ? [] : Object.keys(value);
  return [...names, ...Object.values(value).flatMap(textsOf)];
}
