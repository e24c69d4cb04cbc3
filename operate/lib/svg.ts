type Attributes = Readonly<Record<string, string | number>>;

/** One element; text is escaped, children are not. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(`${rounded(value)}`)}"`);
  return children.length === 0 ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${children.join('')}</${name}>`;
}

export const text = (content: string, attributes: Attributes): string => element('text', attributes, [escaped(content)]);

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
