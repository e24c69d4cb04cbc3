type Attributes = Readonly<Record<string, string | number>>;

/** One element; text is escaped, children are not. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(`${rounded(value)}`)}"`);
  return children.length === 0 ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${children.join('')}</${name}>`;
}

export const text = (content: string, attributes: Attributes): string => element('text', attributes, [escaped(content)]);

/** A whole image, for a reader with a screen reader too. */
export function image(width: number, height: number, label: string, children: readonly string[]): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-label': label,
  };
  const font = { 'font-family': 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif', 'font-size': 12 };
  return `${element(
    'svg',
    { ...attributes, ...font },
    children.map((child) => `\n${child}`),
  )}\n`;
}

const rounded = (value: string | number) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);

/** Text as it may stand in an element or in an attribute. */
export const escaped = (content: string): string => content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
