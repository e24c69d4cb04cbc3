/** Doubling the first character makes the start of a template plain text. */
const TEMPLATE_START = /[$%]\{/g;

/**
 * Makes text of a config mean itself in Terraform JSON, where `${` and `%{` start a template.
 * @param isTemplate tells the strings that are templates on purpose, such as tokens of cdktf. @default none
 */
export function escapeTemplate<Value>(value: Value, isTemplate: (text: string) => boolean = () => false): Value {
  return mapText(value, (text) => (isTemplate(text) ? text : text.replace(TEMPLATE_START, (start) => `${start[0]}${start}`)));
}

/** The text that Terraform makes of an escaped one. */
export function unescapeTemplate<Value>(value: Value): Value {
  return mapText(value, (text) => text.replace(/([$%])\1\{/g, '$1{'));
}

function mapText<Value>(value: Value, change: (text: string) => string): Value {
  const map = (item: unknown): unknown => {
    if (typeof item === 'string') return change(item);
    if (Array.isArray(item)) return item.map(map);
    if (typeof item === 'object' && item !== null)
      return Object.fromEntries(Object.entries(item).map(([key, part]) => [change(key), map(part)]));
    return item;
  };
  return map(value) as Value;
}
