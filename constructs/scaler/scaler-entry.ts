import { placeholderName } from '../../config/names';
import { agentPool } from '../../config/schema/agent-pool';
import type { AgentPoolConfig } from '../../config/types';

/** An entry as the scaler sees it. Options have the defaults of an entry of the config's `agentPools`. */
export interface ScalerEntry extends Partial<Pick<AgentPoolConfig, 'maxAgents' | 'warm' | 'warmMaxHours' | 'anticipate'>> {
  /** Name of its ScaledJob, with which the names of its pods start. */
  readonly objectName: string;
  /** Its agent pool, by name or by id. */
  readonly pool: string | number;
}

const DEFAULTS = agentPool.pick({ maxAgents: true, warm: true, warmMaxHours: true, anticipate: true }).parse({});

/** The entries as the program reads them from AZP_ENTRIES. */
export const entriesText = (entries: readonly ScalerEntry[]): string =>
  JSON.stringify(
    entries.map(({ objectName, pool, maxAgents, warm, warmMaxHours, anticipate }) => ({
      name: objectName,
      pool,
      maxAgents: maxAgents ?? DEFAULTS.maxAgents,
      placeholder: placeholderName(objectName),
      warm: warm ?? DEFAULTS.warm,
      warmMaxHours: warmMaxHours ?? DEFAULTS.warmMaxHours,
      anticipate: anticipate ?? DEFAULTS.anticipate,
    })),
  );
