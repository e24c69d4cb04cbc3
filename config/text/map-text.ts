/** Copies a value and changes every text in it, including the keys of maps. */
export function mapText<Value>(value: Value, change: (text: string) => string): Value {
  const map = (item: unknown): unknown => {
    if (typeof item === 'string') return change(item);
    if (Array.isArray(item)) return item.map(map);
    if (typeof item === 'object' && item !== null)
      return Object.fromEntries(Object.entries(item).map(([key, part]) => [change(key), map(part)]));
    return item;
  };
  return map(value) as Value;
}
