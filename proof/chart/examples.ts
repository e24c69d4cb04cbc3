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
const NO_CONFIG = ['main.js', 'environment.js'];

/** All configs that are not random: the deployed one, those of docs/examples, and drafts with every option. */
export function fixedConfigs({ root, compiled }: Project): readonly NamedConfig[] {
  return [
    { name: 'the deployed config', config: loadConfig(process.env, root, compiled) },
    ...exampleFiles(join(compiled, 'docs', 'examples')).map(([name, file]) => ({ name, config: parseConfig(defaultExport(file), name) })),
    ...Object.entries(DRAFTS).map(([name, draft]) => ({ name, config: parseConfig(draft, name) })),
  ];
}

/** The compiled configs of the examples, so that a new example is compared too. */
export function exampleFiles(folder: string): readonly (readonly [name: string, file: string])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && !NO_CONFIG.some((name) => file.endsWith(`/${name}`)))
    .sort()
    .map((file) => [`docs/examples/${file.replace(/\.js$/, '.ts')}`, join(folder, file)]);
}

/** A require, because the path is known only at run time. */
const defaultExport = (file: string): unknown => (require(file) as { readonly default: unknown }).default;
