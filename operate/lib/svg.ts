type Attributes = Readonly<Record<string, string | number>>;

/** One element; text is escaped, children are not. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(`${rounded(value)}`)}"`);
  return children.length === 0 ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${children.join('')}</${name}>`;
}

export const text = (content: string, attributes: Attributes): string => element('text', attributes, [escaped(content)]);

/** Lines of text below each other. */
export const textLines = (lines: readonly string[], { y, pitch, ...rest }: Attributes & { readonly y: number; readonly pitch: number }) =>
  lines.map((line, index) => text(line, { ...rest, y: y + index * pitch }));

/** Breaks a text at its spaces into lines of at most this many characters. A longer word has a line of its own. */
export function wrapped(content: string, characters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of content.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= characters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** What a screen reader says about an image. */
export interface Label {
  readonly title: string;
  readonly description?: string;
}

/** A complete SVG file. */
export function image(width: number, height: number, { title, description }: Label, children: readonly string[]): string {
  const size = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' };
  const font = { 'font-family': 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif', 'font-size': 12 };
  const label: Attributes = description === undefined ? { 'aria-label': title } : { 'aria-labelledby': 'title desc' };
  const words =
    description === undefined
      ? []
      : [element('title', { id: 'title' }, [escaped(title)]), element('desc', { id: 'desc' }, [escaped(description)])];
  const all = [...words, ...children].map((child) => `\n${child}`);
  return `${element('svg', { ...size, ...label, ...font }, all)}\n`;
}

const rounded = (value: string | number) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);

/** Text, escaped for an element or an attribute. */
export const escaped = (content: string): string => content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
