import type { ScaledOptions, ServedEntry } from '../../config/scaler-entries';
import { agentPool } from '../../config/schema/agent-pool';

/** An entry as the scaler sees it. Options have the defaults of an entry of the config's `agentPools`. */
export type ScalerEntry = Pick<ServedEntry, 'objectName' | 'pool'> & Partial<ScaledOptions>;

const DEFAULTS: ScaledOptions = agentPool.pick({ maxAgents: true, warm: true, warmMaxHours: true, anticipate: true }).parse({});

/** Fills in the defaults. */
export function withDefaults(entry: ScalerEntry): ServedEntry {
  const given = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as ScalerEntry;
  return { ...DEFAULTS, ...given };
}
