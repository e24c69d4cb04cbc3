import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The parts of a stack's Terraform JSON that are used here. */
export interface StackJson {
  readonly name: string;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/** A stack on disk, in the folder in which Terraform runs. */
export interface StackFolder {
  readonly name: string;
  readonly folder: string;
  /** Names of the stacks that are deployed before it. */
  readonly dependencies: readonly string[];
}

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly synthesizedStackPath: string; readonly dependencies: readonly string[] }>>;
}

const readManifest = (outdir: string): Manifest['stacks'] =>
  (JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as Manifest).stacks;

/** The folders of the stacks that were last written to a folder, in the order in which they are deployed. */
export function stackFolders(outdir: string): readonly StackFolder[] {
  const stacks = readManifest(outdir);
  return deployOrder(stacks).map((name) => ({
    name,
    folder: join(outdir, dirname(stacks[name]?.synthesizedStackPath ?? '')),
    dependencies: stacks[name]?.dependencies ?? [],
  }));
}

/** Reads the stacks that were last written to a folder, in the order in which they are deployed. */
export function readStacks(outdir: string): readonly StackJson[] {
  const stacks = readManifest(outdir);
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
