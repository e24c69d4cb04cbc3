import { cpuMillis, memoryBytes } from './quantities/quantity';
import type { AgentPoolConfig } from './types';

type Sized = Pick<AgentPoolConfig, 'cpu' | 'memory'>;

/**
 * The entries in the order in which the scaler prefers them for a job that several of them could run: the smallest agents
 * first, by CPU and then by memory. Equal ones keep the order of the config.
 */
export function inOrderOfPreference<Entry extends Sized>(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((a, b) => cpuMillis(a.cpu) - cpuMillis(b.cpu) || memoryBytes(a.memory) - memoryBytes(b.memory));
}
