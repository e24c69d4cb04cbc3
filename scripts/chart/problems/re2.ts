/** A pattern as Go reads it, and what puts back the text around a match. */
export interface Re2 {
  readonly pattern: string;
  /** A replacement for the match alone. RE2 has no lookarounds, so the pattern matches the text around it too. */
  readonly replacement: (text: string) => string;
}

/** What `\s` matches in JavaScript and not in RE2. */
const MORE_SPACES = '\\v\\x{00A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}';

/** A lookaround: one class of characters if it is negative, otherwise a text without groups. */
const LOOKAROUND = /\(\?(<?)(?:!\[(\^?)((?:\\.|[^\]\\])*)\]|=((?:\[(?:\\.|[^\]\\])*\]|\\.|[^()[\]\\])*))\)/g;

/**
 * A pattern of JavaScript for Go templates. Lookarounds become groups, so a match includes the characters around it. Two matches with
 * a single character between them are then found only one after the other: replace twice.
 * @throws if something is left that RE2 does not know
 */
export function re2(regex: RegExp): Re2 {
  const groups: { before: string[]; after: string[] } = { before: [], after: [] };
  let count = 0;
  const body = regex.source.replace(LOOKAROUND, (_, behind: string, negated: string | undefined, set: string, text: string) => {
    count += 1;
    groups[behind === '<' ? 'before' : 'after'].push(`\${${count}}`);
    if (text !== undefined) return `(${text})`;
    const other = negated === '^' ? `[${set}]` : `[^${set}]`;
    return behind === '<' ? `(^|${other})` : `(${other}|$)`;
  });
  if (/\(\?[<!=]|\\[1-9]/.test(body)) throw new Error(`RE2 has no form for ${regex}`);
  const pattern = `${regex.flags.includes('i') ? '(?i)' : ''}${body.replaceAll('\\s', `\\s${MORE_SPACES}`).replaceAll('\\/', '/')}`;
  return { pattern, replacement: (text) => [...groups.before, text, ...groups.after].join('') };
}
