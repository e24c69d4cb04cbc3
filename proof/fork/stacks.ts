import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface StackJson {
  readonly '//': { readonly metadata: { readonly version?: string } };
}

/** The synthesized stacks by name, as text without the version of cdktf that wrote them. */
export function readStacks(outdir: string): ReadonlyMap<string, string> {
  const folder = join(outdir, 'stacks');
  return new Map(readdirSync(folder).map((name) => [name, withoutVersion(readFileSync(join(folder, name, 'cdk.tf.json'), 'utf8'))]));
}

function withoutVersion(text: string): string {
  const stack = JSON.parse(text) as StackJson;
  const { version: _, ...metadata } = stack['//'].metadata;
  return JSON.stringify({ ...stack, '//': { ...stack['//'], metadata } });
}

/** The names of stacks that are not the same on both sides, sorted. */
export function differentStacks(ours: ReadonlyMap<string, string>, theirs: ReadonlyMap<string, string>): readonly string[] {
  const names = new Set([...ours.keys(), ...theirs.keys()]);
  return [...names].filter((name) => ours.get(name) !== theirs.get(name)).sort();
}
