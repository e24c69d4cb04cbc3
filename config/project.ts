import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadConfig } from './load';
import { ConfigError } from './problem';
import type { Config } from './types';

/** Where things are in this project, whether code runs from its source or compiled. */
export interface Project {
  readonly root: string;
  /** Where the compiler writes to. */
  readonly compiled: string;
  /** Build context of the agent image. */
  readonly imageContext: string;
}

/** Finds the project that a folder belongs to, by its cdktf.json. */
export function projectOf(folder: string): Project {
  if (existsSync(join(folder, 'cdktf.json'))) return { root: folder, compiled: join(folder, 'dist'), imageContext: join(folder, 'docker') };
  const parent = dirname(folder);
  if (parent === folder) throw new Error('no cdktf.json in this folder or above');
  return projectOf(parent);
}

/** Loads the config and works with it; a config that can't be used ends the program with exit code 1 and all its problems. */
export function withConfig(project: Project, work: (config: Config) => void): void {
  try {
    work(loadConfig(process.env, project.root, project.compiled));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
