import type { ConfigInput } from './types';

/** Gives a config its type, so that an editor completes and checks it. Rules are checked when it is loaded. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
