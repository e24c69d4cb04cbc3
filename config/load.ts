import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { parseConfig } from './parse';
import { ConfigError } from './problems/config-error';
import { readJson } from './text/read-json';
import type { Config } from './types';

/** The environment variable that names a config other than agents.config.ts. */
const CONFIG_VARIABLE = 'AGENTS_CONFIG';

/** The environment variable that rebuilds the image although nothing in this project has changed, to update its packages. */
const REVISION_VARIABLE = 'AGENT_IMAGE_REVISION';

/** Loads and checks the config that the environment names; by default, agents.config.ts. @throws ConfigError */
export function loadConfig(environment: NodeJS.ProcessEnv, project: string, compiled: string): Config {
  const file = environment[CONFIG_VARIABLE] || 'agents.config.ts';
  const readable = findConfig(file, project, compiled);
  const config = parseConfig(file.endsWith('.json') ? readJsonFile(file, readable) : readModule(file, readable), file);
  return withRevision(config, environment[REVISION_VARIABLE]);
}

/** Adds the revision to the build arguments, which changes the tags. An image that is not built here stays unchanged. */
function withRevision(config: Config, revision: string | undefined): Config {
  if (!revision) return config;
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(revision)) {
    const problem = { path: REVISION_VARIABLE, rule: 'must be 1 to 64 letters, digits, "_", "." and "-"', value: revision };
    throw new ConfigError('the environment', [{ ...problem, remedy: 'name the week, like 2026-W48' }]);
  }
  const revised = (image: Config['image']): Config['image'] =>
    image.kind === 'build' ? { ...image, buildArgs: { ...image.buildArgs, REVISION: revision } } : image;
  return { ...config, image: revised(config.image), runnerImage: revised(config.runnerImage) };
}

/**
 * Finds the file to load for a config: a .json file, wherever it is, is loaded itself. For a .ts file of this project, it
 * is the file that the build wrote below `compiled`.
 */
function findConfig(file: string, project: string, compiled: string): string {
  const source = resolve(project, file);
  if (!existsSync(source)) throw unusable(file, 'must exist', `create it, or set ${CONFIG_VARIABLE} to another file`);
  if (file.endsWith('.json')) return source;
  if (!file.endsWith('.ts')) throw unusable(file, 'must be a .ts or .json file', 'see agents.config.ts for the form');
  const inside = pathInside(project, source);
  if (isAbsolute(inside) || inside.startsWith('..')) {
    throw unusable(file, 'must be a .ts file of this project', 'move it here so that it is type-checked, or write it as .json');
  }
  const readable = join(compiled, 'configs', inside.replace(/\.ts$/, '.cjs'));
  if (!existsSync(readable)) throw unusable(file, 'must be compiled', 'run: npm run build');
  return readable;
}

/** A path may lead to this project through a symbolic link. The build (scripts/build/bundles.mjs) does the same. */
function pathInside(project: string, source: string): string {
  const inside = relative(project, source);
  return inside.startsWith('..') ? relative(project, join(realpathSync(dirname(source)), basename(source))) : inside;
}

function readModule(file: string, path: string): unknown {
  try {
    // A require, because the path is known only at run time.
    const loaded: unknown = require(path);
    if (typeof loaded === 'object' && loaded !== null && 'default' in loaded) return loaded.default;
  } catch (error) {
    throw unusable(file, 'must load without an error', error instanceof Error ? error.message : String(error));
  }
  throw unusable(file, 'must export a config by default', 'write: export default defineConfig({ ... })');
}

function readJsonFile(file: string, path: string): unknown {
  try {
    return readJson(readFileSync(path));
  } catch (error) {
    throw unusable(file, 'must be valid JSON', error instanceof Error ? error.message : String(error));
  }
}

const unusable = (file: string, rule: string, remedy: string) =>
  new ConfigError(file, [{ path: CONFIG_VARIABLE, rule, value: file, remedy }]);
