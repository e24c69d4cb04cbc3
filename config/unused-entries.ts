import { capabilitiesFor } from './demands';
import { inOrderOfPreference } from './entry-order';
import { agentPoolKey } from './polling';
import { cpuMillis, memoryBytes } from './quantities/quantity';
import type { AgentPoolConfig, Config } from './types';

/** An entry that may create no agent, and the one that the scaler prefers for each of its jobs. */
export interface UnusedEntry {
  readonly entry: AgentPoolConfig;
  readonly preferred: AgentPoolConfig;
}

/**
 * The entries for whose jobs the scaler always prefers the agents of another entry: these are smaller, and have all their
 * capabilities. An entry with warm agents is used whatever is preferred.
 */
export function unusedEntries({ agentPools, keda }: Pick<Config, 'agentPools' | 'keda'>): readonly UnusedEntry[] {
  if (keda.trigger !== 'metrics-api') return [];
  const ordered = inOrderOfPreference(agentPools);
  return ordered.flatMap((entry, index) => {
    if (entry.warm.length > 0) return [];
    const preferred = ordered.slice(0, index).find((other) => isSmaller(other, entry) && replaces(other, entry));
    return preferred === undefined ? [] : [{ entry, preferred }];
  });
}

/** The order of equal ones is that of the config, so it is intended. */
const isSmaller = (one: AgentPoolConfig, other: AgentPoolConfig): boolean =>
  cpuMillis(one.cpu) !== cpuMillis(other.cpu) || memoryBytes(one.memory) !== memoryBytes(other.memory);

/** Whether agents of `one` may run every job that agents of `other` may run. */
function replaces(one: AgentPoolConfig, other: AgentPoolConfig): boolean {
  if (agentPoolKey(one) !== agentPoolKey(other)) return false;
  const [has, needs] = [offered(one), offered(other)];
  return [...needs].every(([name, value]) => has.get(name) === value);
}

/** The capabilities that distinguish the agents of an entry, in lower case. */
const offered = ({ demands, capabilities, env }: AgentPoolConfig): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(capabilitiesFor(demands, { ...env, ...capabilities })).map(([name, value]) => [name.toLowerCase(), value.toLowerCase()]),
  );
