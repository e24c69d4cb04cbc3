import type { JobComponent } from '../../config/labels';
import type { ScaledOptions, ServedEntry, ServedRunnerPool } from '../../config/scaler-entries';
import { agentPool } from '../../config/schema/agent-pool';

/** An entry as the scaler sees it, of `agentPools` or of `runnerPools`. Options have the defaults of an entry of the config. */
export type ScalerEntry = (Pick<ServedEntry, 'objectName' | 'pool'> | Pick<ServedRunnerPool, 'objectName' | 'scaleSet'>) &
  Partial<ScaledOptions>;

/** The same for both lists: an entry of `runnerPools` calls the first one `maxRunners`. */
const DEFAULTS: ScaledOptions = agentPool.pick({ maxAgents: true, warm: true, warmMaxHours: true, anticipate: true }).parse({});

/** Fills in the defaults. */
export function withDefaults(entry: ScalerEntry): ServedEntry | ServedRunnerPool {
  const given = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as ScalerEntry;
  return { ...DEFAULTS, ...given };
}

/** The component of the pods of an entry. */
export const componentOf = (entry: ScalerEntry): JobComponent => ('scaleSet' in entry ? 'runner' : 'agent');
