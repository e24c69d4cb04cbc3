import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { parseConfig } from './parse';
import { ConfigError } from './problem';
import type { Config } from './types';

/** The environment variable that names another config than agents.config.ts. */
export const CONFIG_VARIABLE = 'AGENTS_CONFIG';

/** Where a config is and what it is called in messages. */
export interface ConfigSource {
  readonly file: string;
  /** The file to read: the config itself, or what the compiler made of it. */
  readonly readable: string;
}

/** Loads and checks the config that the environment names, by default agents.config.ts. @throws ConfigError */
export function loadConfig(environment: NodeJS.ProcessEnv, project: string, compiled: string): Config {
  const { file, readable } = findConfig(environment[CONFIG_VARIABLE] ?? 'agents.config.ts', project, compiled);
  return parseConfig(file.endsWith('.json') ? readJson(file, readable) : readModule(readable), file);
}

/**
 * Finds a config: a .json file anywhere, or a .ts file of this project, which the compiler has checked and turned
 * into a .js file below `compiled`.
 */
export function findConfig(file: string, project: string, compiled: string): ConfigSource {
  const source = resolve(project, file);
  if (!existsSync(source)) throw unusable(file, 'must exist', `create it, or let ${CONFIG_VARIABLE} name another file`);
  if (file.endsWith('.json')) return { file, readable: source };
  if (!file.endsWith('.ts')) throw unusable(file, 'must be a .ts or .json file', 'see agents.config.ts for the form');
  const inside = relative(project, source);
  if (isAbsolute(inside) || inside.startsWith('..'))
    throw unusable(file, 'must be a .ts file of this project', 'move it here so that it is type-checked, or write it as .json');
  const readable = join(compiled, inside.replace(/\.ts$/, '.js'));
  if (!existsSync(readable)) throw unusable(file, 'must be compiled', 'run: npm run build');
  return { file, readable };
}

function readModule(path: string): unknown {
  // The path is known at run time only; everything else is imported.
  const loaded: unknown = require(path);
  return typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined;
}

function readJson(file: string, path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw unusable(file, 'must be valid JSON', error instanceof Error ? error.message : String(error));
  }
}

const unusable = (file: string, rule: string, remedy: string) =>
  new ConfigError(file, [{ path: CONFIG_VARIABLE, rule, value: file, remedy }]);
