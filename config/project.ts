import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { columnsOf, wrapLines } from '../lib/wrap';
import { loadConfig } from './load';
import { ConfigError } from './problems/config-error';
import type { Config } from './types';

/** The folders of this project. They are the same whether code runs from its source or compiled. */
export interface Project {
  readonly root: string;
  /** The output folder of the compiler. */
  readonly compiled: string;
  /** Build context of the agent image. */
  readonly imageContext: string;
}

/** Finds the project that a folder belongs to: the nearest folder above with a cdktf.json. */
export function projectOf(folder: string): Project {
  if (existsSync(join(folder, 'cdktf.json'))) return { root: folder, compiled: join(folder, 'dist'), imageContext: join(folder, 'docker') };
  const parent = dirname(folder);
  if (parent === folder) throw new Error('no cdktf.json in this folder or above');
  return projectOf(parent);
}

/** Loads the config and calls `work` with it. If the config can't be used, prints all its problems and sets exit code 1. */
export function withConfig(project: Project, work: (config: Config) => void): void {
  try {
    work(loadConfig(process.env, project.root, project.compiled));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(wrapLines(error.message, columnsOf(process.stderr)));
    process.exitCode = 1;
  }
}
