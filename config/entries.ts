import type { Config, EntryConfig } from './types';

type Lists = Pick<Config, 'agentPools' | 'runnerPools'>;

/** What all entries have in common, and the most pods that one has at the same time. */
export interface Entry extends EntryConfig {
  /** Where the entry is in the config: `agentPools[0]`. */
  readonly path: string;
  /** Its option maxAgents or maxRunners. */
  readonly most: number;
}

/** The entries of both lists: those of agentPools, then those of runnerPools. */
export const entriesOf = ({ agentPools, runnerPools }: Lists): readonly Entry[] => [
  ...agentPools.map((entry, index) => ({ ...entry, path: `agentPools[${index}]`, most: entry.maxAgents })),
  ...runnerPools.map((entry, index) => ({ ...entry, path: `runnerPools[${index}]`, most: entry.maxRunners })),
];
