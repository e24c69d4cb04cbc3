type Capabilities = Readonly<Record<string, string>>;

/** `name`, `name -equals value` or `name -gtVersion version`; the text of any other operator is part of the value. */
const DEMAND = /^(.+?)(?:\s+-([A-Za-z]+)(?:\s+(.*))?)?$/;

/**
 * Returns a test for lists of demands: whether an agent with these capabilities may run the job. Names and values are compared
 * without regard to case, as Azure DevOps compares them (learn.microsoft.com, "Specify demands"). Azure DevOps itself adds
 * `Agent.Version -gtVersion` to jobs, which means this version or a newer one. A demand with an operator that is not known
 * here counts as met if the capability exists: an agent that cannot take the job leaves, but a job without an agent would wait for ever.
 */
export function demandTest(capabilities: Capabilities): (demands: readonly string[]) => boolean {
  const values = new Map(Object.entries(capabilities).map(([name, value]) => [name.toLowerCase(), value]));
  return (demands) => demands.every((demand) => isMet(demand.trim(), values));
}

function isMet(demand: string, values: ReadonlyMap<string, string>): boolean {
  const [, name = '', operator = '', wanted = ''] = DEMAND.exec(demand) ?? [];
  const value = values.get(name.toLowerCase());
  if (value === undefined) return false;
  switch (operator.toLowerCase()) {
    case 'equals':
      return value.toLowerCase() === wanted.trim().toLowerCase();
    case 'gtversion':
      return isAtLeast(value, wanted.trim());
    default:
      return true;
  }
}

/** Compares versions of numbers and dots. */
function isAtLeast(version: string, minimum: string): boolean {
  const [have, want] = [version, minimum].map((text) => text.split('.').map(Number));
  const length = Math.max(have?.length ?? 0, want?.length ?? 0);
  for (let index = 0; index < length; index++) {
    const difference = (have?.[index] ?? 0) - (want?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
