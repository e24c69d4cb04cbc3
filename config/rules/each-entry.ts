import { below, type Problem } from '../problems/problem';
import type { PartialAgentPool, PartialConfig, PartialRunnerPool } from '../types';

/** The two lists of entries. */
export type List = 'agentPools' | 'runnerPools';

type Entries<Entry> = readonly (Entry | undefined)[] | undefined;
type ProblemsOf<Entry> = (entry: Entry, path: string, index: number) => readonly Problem[];

/** An entry of one of the two lists. */
export type PartialEntry = PartialAgentPool | PartialRunnerPool;

/** The problems of every valid entry of both lists. */
export const eachEntry = ({ agentPools, runnerPools }: PartialConfig, problemsOf: ProblemsOf<PartialEntry>): readonly Problem[] => [
  ...eachAgentPool(agentPools, problemsOf),
  ...eachRunnerPool(runnerPools, problemsOf),
];

/** The problems of every valid entry of `agentPools`. */
export const eachAgentPool = (entries: Entries<PartialAgentPool>, problemsOf: ProblemsOf<PartialAgentPool>): readonly Problem[] =>
  eachOf('agentPools', entries, problemsOf);

/** The problems of every valid entry of `runnerPools`. */
export const eachRunnerPool = (entries: Entries<PartialRunnerPool>, problemsOf: ProblemsOf<PartialRunnerPool>): readonly Problem[] =>
  eachOf('runnerPools', entries, problemsOf);

function eachOf<Entry>(list: List, entries: Entries<Entry>, problemsOf: ProblemsOf<Entry>): readonly Problem[] {
  return (entries ?? []).flatMap((entry, index) => (entry === undefined ? [] : problemsOf(entry, below(list, index), index)));
}

/** The list that an entry is in. An invalid option is a key too, with the value undefined. */
export const listOf = (entry: PartialEntry): List => ('maxRunners' in entry ? 'runnerPools' : 'agentPools');

/** What the pods of an entry are called, for messages. */
export const podsOf = (entry: PartialEntry): 'agents' | 'runners' => (listOf(entry) === 'runnerPools' ? 'runners' : 'agents');
