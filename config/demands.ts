import { sortedEntries } from '../lib/sorted-entries';

/** A demand of a pipeline: an agent must have a capability, with this value if one is given. */
export interface Demand {
  readonly name: string;
  readonly value: string | undefined;
}

/** Parses `name` or `name -equals value`. */
export function parseDemand(text: string): Demand {
  const [name = '', ...values] = text.split(' -equals ');
  return { name, value: values.length === 0 ? undefined : values.join(' -equals ') };
}

/**
 * The capabilities that meet the demands, and further ones, in the order of their names. If one demand names a value and another
 * accepts any, the value is used.
 */
export function capabilitiesFor(demands: readonly string[], further: Readonly<Record<string, string>>): Record<string, string> {
  const parsed = demands.map(parseDemand);
  const any = parsed.filter(({ value }) => value === undefined).map(({ name }) => [name, '1'] as const);
  const exact = parsed.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  return Object.fromEntries(sortedEntries({ ...Object.fromEntries([...any, ...exact]), ...further }));
}

/** Whether an agent with these capabilities may take a job with these demands. Names and values are compared without regard to case. */
export function meets(capabilities: Readonly<Record<string, string>>, demands: readonly string[]): boolean {
  const known = new Map(Object.entries(capabilities).map(([name, value]) => [name.toLowerCase(), value.toLowerCase()]));
  return demands.map(parseDemand).every(({ name, value }) => {
    const found = known.get(name.toLowerCase());
    return found !== undefined && (value === undefined || found === value.toLowerCase());
  });
}
