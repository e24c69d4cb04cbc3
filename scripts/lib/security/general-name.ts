import { entriesOf } from '../../../config/entries';
import { agentPoolObjectName } from '../../../config/names';
import type { Config } from '../../../config/types';

/** A name in which the names of the config are replaced, so that it is the same in every deployment: `pipelines-linux-placeholder` becomes `<entry>-placeholder`. */
export function generalName(name: string, config: Pick<Config, 'name' | 'agentPools' | 'runnerPools'>): string {
  const entries = entriesOf(config)
    .map((entry) => agentPoolObjectName(config.name, entry.name))
    // The longest first, so that "team-a" does not match "team-a-small".
    .sort((a, b) => b.length - a.length);
  for (const [start, general] of [...entries.map((entry) => [entry, '<entry>'] as const), [config.name, '<name>'] as const]) {
    if (name === start || name.startsWith(`${start}-`)) return general + name.slice(start.length);
  }
  return name;
}
