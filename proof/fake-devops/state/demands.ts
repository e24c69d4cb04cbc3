type Capabilities = Readonly<Record<string, string>>;

/**
 * Whether an agent with these capabilities may run a job with these demands. Supported demands are `name` (exists),
 * `name -equals value` and `name -gtVersion version` (that version or a newer one). Case is ignored in names and values.
 */
export function meetsDemands(demands: readonly string[], capabilities: Capabilities): boolean {
  const values = new Map(Object.entries(capabilities).map(([name, value]) => [name.toLowerCase(), value]));
  return demands.every((demand) => {
    const [, name = '', operator, wanted = ''] = /^(.*?)(?:\s+-(equals|gtVersion)\s+(.*))?$/i.exec(demand.trim()) ?? [];
    const value = values.get(name.toLowerCase());
    if (value === undefined || operator === undefined) return value !== undefined;
    return operator.toLowerCase() === 'equals' ? value.toLowerCase() === wanted.toLowerCase() : isAtLeast(value, wanted);
  });
}

function isAtLeast(version: string, minimum: string): boolean {
  const [have, want] = [version, minimum].map((text) => text.split('.').map(Number));
  for (const [index, part] of (want ?? []).entries()) {
    const difference = (have?.[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
