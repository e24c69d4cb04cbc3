import { loadConfig } from '../../config/load';
import { projectOf } from '../../config/project';
import type { Config } from '../../config/types';

/** The config that AGENTS_CONFIG names, or agents.config.ts as the last build compiled it. @throws ConfigError */
export function operatorConfig(): Config {
  const { root, compiled } = projectOf(__dirname);
  return loadConfig(process.env, root, compiled);
}
