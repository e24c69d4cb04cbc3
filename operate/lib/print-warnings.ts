import type { Config } from '../../config/types';
import { configWarnings } from '../../config/warnings';
import { columnsOf, wrapLines } from '../../lib/wrap';

/** Prints on stderr what may be wrong with a config. What is certainly wrong is a ConfigError before this. */
export function printWarnings(config: Config): void {
  for (const warning of configWarnings(config, Date.now())) console.error(wrapLines(`Warning: ${warning}`, columnsOf(process.stderr)));
}
