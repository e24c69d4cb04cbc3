/** Pieces of a values.yaml with comments, as lines. */

const WIDTH = 100;

/** A comment of lines that are no longer than a page of a values.yaml is wide. */
export function commentLines(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDTH) lines.push(`${indent}## ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** A line that is switched off by "# " in front of it. A comment begins with "##". */
export const switchedOff = (line: string): string => line.replace(/\S/, '# $&');

/** A block that is switched off by "# " at the start of each line. */
export const blockSwitchedOff = (lines: readonly string[]): readonly string[] => lines.map((line) => `# ${line}`.trimEnd());

/** A value in one line. Texts that YAML could read as something else are in quotes. */
export function inlineYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inlineYaml).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, part]) => `${inlineYaml(key)}: ${inlineYaml(part)}`)
      .join(', ')}}`;
  }
  if (typeof value !== 'string') return String(value);
  const isPlain = /^[A-Za-z][\w./-]*(?::\/\/[\w./-]+)?$/.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value);
  return isPlain ? value : `'${value.replaceAll("'", "''")}'`;
}
