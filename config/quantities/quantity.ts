/** Kubernetes quantities, in the form in which the API server writes them back. */

/** Bytes of each suffix of an amount of memory, the largest first. */
export const MEMORY_UNITS: readonly (readonly [suffix: string, bytes: number])[] = [
  ['Ti', 1024 ** 4],
  ['T', 1000 ** 4],
  ['Gi', 1024 ** 3],
  ['G', 1000 ** 3],
  ['Mi', 1024 ** 2],
  ['M', 1000 ** 2],
  ['Ki', 1024],
  ['k', 1000],
  ['', 1],
];

/** CPU above 0, as `500m` or as cores with at most three decimals: `2`, `0.5`. */
export const CPU_PATTERN = /^(?!0+(?:\.0+)?$)(?:[1-9]\d{0,6}m|(?:0|[1-9]\d{0,3})(?:\.\d{1,3})?)$/;

/** Memory above 0, as a number with an optional suffix: `2Gi`, `1.5Gi`, `512Mi`, `2G`. */
export const MEMORY_PATTERN = /^(?!0+(?:\.0+)?[A-Za-z]*$)(?:0|[1-9]\d{0,14})(?:\.\d{1,3})?(?:Ki|Mi|Gi|Ti|k|M|G|T)?$/;

/** A CPU quantity in thousandths of a core. @throws if the text is not a CPU quantity */
export function cpuMillis(quantity: string): number {
  if (!CPU_PATTERN.test(quantity)) throw new Error(`not a CPU quantity: "${quantity}"`);
  return quantity.endsWith('m') ? Number(quantity.slice(0, -1)) : Math.round(Number(quantity) * 1000);
}

/** A memory quantity in bytes, rounded up. @throws if the text is not a memory quantity */
export function memoryBytes(quantity: string): number {
  if (!MEMORY_PATTERN.test(quantity)) throw new Error(`not a memory quantity: "${quantity}"`);
  const suffix = /[A-Za-z]*$/.exec(quantity)?.[0] ?? '';
  const [, bytes] = MEMORY_UNITS.find(([unit]) => unit === suffix) as (typeof MEMORY_UNITS)[number];
  // Whole and thousandths apart: 2.007 * 1000 is 2007.0000000000002, which would be rounded up to 2008.
  const [whole, fraction = ''] = quantity.slice(0, quantity.length - suffix.length).split('.');
  return Number(whole) * bytes + Math.ceil((Number(fraction.padEnd(3, '0')) * bytes) / 1000);
}

/** The canonical text of a CPU quantity: `2` for two cores, `500m` for half a core. */
export function canonicalCpu(millis: number): string {
  return millis % 1000 === 0 ? `${millis / 1000}` : `${millis}m`;
}

/**
 * The canonical text of an amount of memory: with the largest suffix that gives a whole number. Only this form is sent:
 * `kubernetes_manifest` fails with "inconsistent result" if the server rewrites a value.
 */
export function canonicalMemory(bytes: number): string {
  const [suffix, unit] = MEMORY_UNITS.find(([, size]) => bytes % size === 0) as (typeof MEMORY_UNITS)[number];
  return `${bytes / unit}${suffix}`;
}
