import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Files of this project by their path. */
export const projectFiles = (matching: RegExp): readonly string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => matching.test(file));

export const readProjectFile = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Scripts of package.json. */
export const npmScripts = (): Readonly<Record<string, string>> =>
  (JSON.parse(readProjectFile('package.json')) as { scripts: Record<string, string> }).scripts;

export const WORKFLOWS = /^\.github\/(workflows|actions)\/.*\.ya?ml$/;
export const AZURE_PIPELINES = /^pipelines\/.*\.ya?ml$/;

/** Every object somewhere below a value, itself among them. */
export function objectsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? below : [value as Readonly<Record<string, unknown>>, ...below];
}
