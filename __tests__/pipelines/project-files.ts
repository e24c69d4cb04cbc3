import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const ROOT = join(__dirname, '../..');

/** Lists the files of this project whose path matches. */
export const projectFiles = (matching: RegExp): readonly string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter((file) => matching.test(file));

export const readProjectFile = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Returns the scripts of package.json. */
export const npmScripts = (): Readonly<Record<string, string>> =>
  (JSON.parse(readProjectFile('package.json')) as { scripts: Record<string, string> }).scripts;

export const WORKFLOWS = /^\.github\/(workflows|actions)\/.*\.ya?ml$/;
export const AZURE_PIPELINES = /^pipelines\/.*\.ya?ml$/;

/** Lists every object in a value at any depth, including the value itself. */
export function objectsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? below : [value as Readonly<Record<string, unknown>>, ...below];
}

export interface Step {
  readonly if?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string | boolean>>;
  readonly 'continue-on-error'?: boolean;
}

/** A job of a GitHub workflow. */
export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly uses?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly steps?: readonly Step[];
}

export const workflow = (name: string): { readonly jobs: Readonly<Record<string, Job>> } =>
  parse(readProjectFile(`.github/workflows/${name}.yml`)) as { readonly jobs: Readonly<Record<string, Job>> };

export const jobsOf = (name: string): readonly (readonly [string, Job])[] => Object.entries(workflow(name).jobs);
