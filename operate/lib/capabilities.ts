/** The capabilities that an agent lacks, as `name=value`. Names and values are compared without regard to case, as the service does. */
export function missingCapabilities(
  capabilities: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): readonly string[] {
  const known = new Map(Object.entries(capabilities).map(([name, value]) => [name.toLowerCase(), value.toLowerCase()]));
  return Object.entries(wanted)
    .filter(([name, value]) => known.get(name.toLowerCase()) !== value.toLowerCase())
    .map(([name, value]) => `${name}=${value}`);
}
