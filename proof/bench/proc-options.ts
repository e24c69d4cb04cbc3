/** Options of the measurement in proc.ts. */
export interface ProcOptions {
  /** Number of processes outside of the job, and again below its worker. */
  readonly processes: number;
  /** Duration of each of the two measurements. */
  readonly seconds: number;
  /** Path of the bundled program agent.cjs. */
  readonly program: string;
}

/** Reads the options. @throws Error if an option is unknown or not a whole number from 1 */
export function readOptions(args: readonly string[], builtProgram: string): ProcOptions {
  const given = new Map<string, string>();
  for (let index = 0; index < args.length; index += 2) given.set(args[index] ?? '', args[index + 1] ?? '');
  const unknown = [...given.keys()].find((name) => !['--processes', '--seconds', '--program'].includes(name));
  if (unknown !== undefined) throw new Error(`unknown option ${unknown}; see --help`);
  const count = (name: string, defaultCount: number) => {
    const value = Number(given.get(name) ?? defaultCount);
    if (!Number.isInteger(value) || value < 1) throw new Error(`${name} must be a whole number from 1, got "${given.get(name)}"`);
    return value;
  };
  return { processes: count('--processes', 1000), seconds: count('--seconds', 120), program: given.get('--program') || builtProgram };
}
