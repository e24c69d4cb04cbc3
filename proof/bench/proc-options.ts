/** How the cost of watching is measured. */
export interface ProcOptions {
  readonly processes: number;
  /** Of each of the two measurements. */
  readonly seconds: number;
  /** The bundled program of the image. */
  readonly program: string;
}

/** @throws for a number that is none, and for an option that is not known */
export function readOptions(args: readonly string[], builtProgram: string): ProcOptions {
  const given = new Map<string, string>();
  for (let at = 0; at < args.length; at += 2) given.set(args[at] ?? '', args[at + 1] ?? '');
  const unknown = [...given.keys()].find((name) => !['--processes', '--seconds', '--program'].includes(name));
  if (unknown !== undefined) throw new Error(`unknown option ${unknown}; see --help`);
  const count = (name: string, otherwise: number) => {
    const value = Number(given.get(name) ?? otherwise);
    if (!Number.isInteger(value) || value < 1) throw new Error(`${name} must be a whole number from 1, got "${given.get(name)}"`);
    return value;
  };
  return { processes: count('--processes', 1000), seconds: count('--seconds', 120), program: given.get('--program') || builtProgram };
}
