import type { Check } from './check';
import type { Options } from './command-line';
import type { DoctorContext } from './context';
import type { Selection } from './examine';

/** The checks that the arguments ask for. What is asked for by name is made whether there is a cluster or not. */
export function select(checks: readonly Check<DoctorContext>[], { phase, only, context }: Options): Selection {
  const wanted = checks.filter((check) => (phase ?? check.phase) === check.phase && (only.length === 0 || only.includes(check.id)));
  return {
    before: wanted.filter((check) => check.phase === 'before'),
    after: wanted.filter((check) => check.phase === 'after'),
    asksForCluster: phase === undefined && only.length === 0 && context === undefined,
  };
}
