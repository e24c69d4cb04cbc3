import type { Config, EntryConfig } from './types';

/** What all entries have in common. */
export interface Entry extends EntryConfig {
  /** Where the entry is in the config: `agentPools[0]`. */
  readonly path: string;
  /** What its pods are called. */
  readonly pods: 'agents' | 'runners';
  /** The most pods at the same time: its option maxAgents or maxRunners. */
  readonly most: number;
}

/** The entries of both lists: those of agentPools, then those of runnerPools. */
export const entriesOf = ({ agentPools, runnerPools }: Pick<Config, 'agentPools' | 'runnerPools'>): readonly Entry[] => [
  ...agentPools.map((entry, index) => ({ ...entry, path: `agentPools[${index}]`, pods: 'agents' as const, most: entry.maxAgents })),
  ...runnerPools.map((entry, index) => ({ ...entry, path: `runnerPools[${index}]`, pods: 'runners' as const, most: entry.maxRunners })),
];
