/** A demand of a pipeline: a capability that must exist, with a certain value if it has one. */
export interface Demand {
  readonly name: string;
  readonly value: string | undefined;
}

/** Reads `name` or `name -equals value`. */
export function parseDemand(text: string): Demand {
  const [name = '', value] = text.split(' -equals ');
  return { name, value };
}

/** The capabilities that meet some demands, and further ones; a demand without a value is met by any. */
export function capabilitiesFor(demands: readonly string[], further: Readonly<Record<string, string>>): Record<string, string> {
  const needed = demands.map(parseDemand).map(({ name, value }) => [name, value ?? '1'] as const);
  return { ...Object.fromEntries(needed), ...further };
}

/** Whether an agent with these capabilities may take a job with these demands. Values are compared without regard to case. */
export function meets(capabilities: Readonly<Record<string, string>>, demands: readonly string[]): boolean {
  const known = new Map(Object.entries(capabilities).map(([name, value]) => [name.toLowerCase(), value.toLowerCase()]));
  return demands.map(parseDemand).every(({ name, value }) => {
    const found = known.get(name.toLowerCase());
    return found !== undefined && (value === undefined || found === value.toLowerCase());
  });
}
