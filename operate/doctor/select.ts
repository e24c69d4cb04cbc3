import type { ListedCheck } from './check';
import type { Options } from './command-line';
import type { DoctorContext } from './context';
import type { Selection } from './examine';

/** The checks that the arguments ask for. Checks that they name run whether there is a cluster or not. */
export function select(checks: readonly ListedCheck<DoctorContext>[], { phase, only, context }: Options): Selection {
  const wanted = checks.filter((check) => (phase ?? check.phase) === check.phase && (only.length === 0 || only.includes(check.id)));
  return {
    before: wanted.filter((check) => check.phase === 'before'),
    after: wanted.filter((check) => check.phase === 'after'),
    asksForCluster: phase === undefined && only.length === 0 && context === undefined,
  };
}
