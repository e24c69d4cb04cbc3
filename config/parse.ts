import { check } from './check';
import { ConfigError } from './problems/config-error';
import { rules } from './rules';
import { configSchema } from './schema/config';
import type { Config, PartialConfig } from './types';

/**
 * Checks a config and fills in its defaults.
 * @param source the name of the config in messages, like `agents.config.ts`
 * @throws ConfigError with all problems together
 */
export function parseConfig(input: unknown, source = 'the config'): Config {
  const checked = check(configSchema, input);
  const problems = [...checked.problems, ...rules.flatMap((rule) => rule((checked.value ?? {}) as PartialConfig))];
  if (problems.length > 0) throw new ConfigError(source, problems);
  return checked.value as Config;
}
