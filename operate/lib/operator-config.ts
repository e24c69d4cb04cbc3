import { loadConfig } from '../../config/load';
import { projectOf } from '../../config/project';
import type { Config } from '../../config/types';

/** The config that the environment names, as the last build left it. @throws ConfigError */
export function operatorConfig(): Config {
  const { root, compiled } = projectOf(__dirname);
  return loadConfig(process.env, root, compiled);
}
