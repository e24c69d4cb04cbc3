import type { ConfigInput } from './types';

/** Gives a config its type, so that an editor completes and checks it. The rules are checked when the config is loaded. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
