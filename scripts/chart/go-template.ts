/** A text as a literal of Go templates. */
export const goText = (text: string): string => (text.includes('`') ? JSON.stringify(text) : `\`${text}\``);

/** A value that Helm's fromJson or fromJsonArray reads. */
export const goJson = (value: unknown): string =>
  `(${Array.isArray(value) ? 'fromJsonArray' : 'fromJson'} ${goText(JSON.stringify(value))})`;

/** A list of texts. */
export const goList = (texts: readonly string[]): string => `(list ${texts.map(goText).join(' ')})`;

/**
 * A text whose markers are the values of expressions.
 * @param expressions by marker, such as `.name`. A marker must occur nowhere else in the text
 */
export function goFilled(text: string, expressions: Readonly<Record<string, string>>): string {
  const markers = Object.keys(expressions).filter((marker) => text.includes(marker));
  if (markers.length === 0) return goText(text);
  const inOrder: string[] = [];
  const format = text.replaceAll('%', '%%').replace(new RegExp(markers.map(escaped).join('|'), 'g'), (marker) => {
    inOrder.push(expressions[marker] as string);
    return '%v';
  });
  return `(printf ${[goText(format), ...inOrder].join(' ')})`;
}

const escaped = (text: string): string => text.replace(/[[\](){}.*+?^$|\\]/g, '\\$&');
