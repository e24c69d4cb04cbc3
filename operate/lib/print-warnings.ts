import type { Config } from '../../config/types';
import { configWarnings } from '../../config/warnings';

/** Shows on stderr what may be wrong with a config; what is wrong stops the program before. */
export function printWarnings(config: Config): void {
  for (const warning of configWarnings(config)) console.error(`Warning: ${warning}`);
}
