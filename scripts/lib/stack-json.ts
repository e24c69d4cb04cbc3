import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Terraform JSON of one stack, as far as it is read here. */
export interface StackJson {
  readonly name: string;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly synthesizedStackPath: string; readonly dependencies: readonly string[] }>>;
}

/** Reads the stacks that were last written to a folder, in the order in which they are deployed. */
export function readStacks(outdir: string): readonly StackJson[] {
  const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as Manifest;
  return deployOrder(stacks).map((name) => {
    const { resource = {} } = JSON.parse(
      readFileSync(join(outdir, stacks[name]?.synthesizedStackPath ?? ''), 'utf8'),
    ) as Partial<StackJson>;
    return { name, resource };
  });
}

/** Each stack after those that it depends on. */
function deployOrder(stacks: Manifest['stacks']): readonly string[] {
  const ordered = new Set<string>();
  const add = (name: string): void => {
    for (const dependency of stacks[name]?.dependencies ?? []) add(dependency);
    ordered.add(name);
  };
  for (const name of Object.keys(stacks).sort()) add(name);
  return [...ordered];
}
