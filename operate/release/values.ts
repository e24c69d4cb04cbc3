/** A map of values, as YAML has them. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * The values that templates get: those of the user over the defaults of the chart. Maps are merged, everything else is
 * replaced, and null removes a default (helm.sh/helm/v3/pkg/chartutil/coalesce.go).
 */
export function coalesced(own: Values, defaults: Values): Values {
  const keys = [...new Set([...Object.keys(defaults), ...Object.keys(own)])];
  const merged = keys.map((key) => [key, Object.hasOwn(own, key) ? over(own[key], defaults[key]) : defaults[key]] as const);
  return Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined));
}

function over(own: unknown, standard: unknown): unknown {
  if (!isMap(own)) return own;
  return coalesced(own, isMap(standard) ? standard : {});
}

export const isMap = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);
