import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../config/load';
import { parseConfig } from '../../config/parse';
import type { Project } from '../../config/project';
import type { Config } from '../../config/types';
import { DRAFTS } from './drafts';

/** A config with a name for messages. */
export interface NamedConfig {
  readonly name: string;
  readonly config: Config;
}

/** Modules of an example that are no config. */
const NO_CONFIG = ['main.ts', 'environment.ts'];

/** All configs that are not random: the deployed one, those of docs/examples, and drafts with every option. */
export function fixedConfigs({ root, compiled }: Project): readonly NamedConfig[] {
  return [
    { name: 'the deployed config', config: loadConfig(process.env, root, compiled) },
    ...exampleFiles(root).map(([name, file]) => ({ name, config: parseConfig(defaultExport(join(compiled, file)), name) })),
    ...Object.entries(DRAFTS).map(([name, draft]) => ({ name, config: parseConfig(draft, name) })),
  ];
}

/** The configs of the examples, by their source, and their compiled files below the output folder. A new example is compared too. */
export function exampleFiles(root: string): readonly (readonly [name: string, compiled: string])[] {
  const folder = 'docs/examples';
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !NO_CONFIG.some((name) => file.endsWith(`/${name}`)))
    .sort()
    .map((file) => [`${folder}/${file}`, join(folder, file.replace(/\.ts$/, '.js'))]);
}

/** A require, because the path is known only at run time. */
const defaultExport = (file: string): unknown => (require(file) as { readonly default: unknown }).default;
