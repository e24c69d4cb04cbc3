import { below, type Problem } from '../problems/problem';
import type { PartialAgentPool } from '../types';

/** The problems of every valid entry of the config. */
export function eachEntry(
  entries: readonly (PartialAgentPool | undefined)[] | undefined,
  problemsOf: (entry: PartialAgentPool, path: string, index: number) => readonly Problem[],
): readonly Problem[] {
  return (entries ?? []).flatMap((entry, index) => (entry === undefined ? [] : problemsOf(entry, below('agentPools', index), index)));
}
