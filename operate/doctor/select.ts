import type { ServiceOptions } from '../../config/services';
import { UsageError } from '../lib/command';
import type { ListedCheck } from './check';
import type { Options } from './command-line';
import type { DoctorContext } from './context';
import type { Selection } from './examine';

/**
 * The checks that the arguments ask for, without those of a service that the config does not have. Checks that they name run whether
 * there is a cluster or not.
 * @throws UsageError if they name a check of a service that the config does not have
 */
export function select(
  checks: readonly ListedCheck<DoctorContext>[],
  { phase, only, context }: Options,
  config: ServiceOptions,
): Selection {
  const applies = ({ service }: Pick<ListedCheck<DoctorContext>, 'service'>) => service === undefined || config[service] !== undefined;
  for (const check of checks) {
    if (!applies(check) && only.includes(check.id))
      throw new UsageError(`--only ${check.id} is a check of ${check.service}, which the config does not have`);
  }
  const wanted = checks.filter(
    (check) => applies(check) && (phase ?? check.phase) === check.phase && (only.length === 0 || only.includes(check.id)),
  );
  return {
    before: wanted.filter((check) => check.phase === 'before'),
    after: wanted.filter((check) => check.phase === 'after'),
    asksForCluster: phase === undefined && only.length === 0 && context === undefined,
  };
}
