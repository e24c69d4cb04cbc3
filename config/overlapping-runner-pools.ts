import type { RunnerPoolConfig } from './types';

/** Two runner pools between which GitHub chooses for some jobs. */
export interface Overlap {
  readonly entry: RunnerPoolConfig;
  /** The one that has all its labels. */
  readonly other: RunnerPoolConfig;
}

/**
 * The runner pools whose jobs another one may get: it has all their labels. Only within a runner group, because groups may be open to
 * different repositories. Of two with the same labels, the later one is reported.
 */
export function overlappingRunnerPools(runnerPools: readonly RunnerPoolConfig[]): readonly Overlap[] {
  return runnerPools.flatMap((entry, index) => {
    const labels = labelsOf(entry);
    const other = runnerPools.find((each, at) => {
      if (at === index || each.runnerGroup.toLowerCase() !== entry.runnerGroup.toLowerCase()) return false;
      const theirs = labelsOf(each);
      return [...labels].every((label) => theirs.has(label)) && (theirs.size > labels.size || at < index);
    });
    return other === undefined ? [] : [{ entry, other }];
  });
}

/** The labels by which jobs find an entry, in lower case, because GitHub compares them without regard to case. */
function labelsOf({ name, scaleSet = name, labels }: RunnerPoolConfig): ReadonlySet<string> {
  return new Set((labels.length === 0 ? [scaleSet] : labels).map((label) => label.toLowerCase()));
}
