import type { ServiceOptions } from '../../config/services';
import { UsageError } from '../lib/command';
import type { ListedCheck } from './check';
import type { Options } from './command-line';
import type { Selection } from './examine';

/**
 * The checks that the arguments ask for, without those of a service that is not configured.
 * @throws UsageError if they name a check of a service that is not configured
 */
export function select<Context>(
  checks: readonly ListedCheck<Context>[],
  { phase, only }: Pick<Options, 'phase' | 'only'>,
  config: ServiceOptions,
): Selection<Context> {
  const applies = ({ service }: Pick<ListedCheck<Context>, 'service'>) => service === undefined || config[service] !== undefined;
  for (const check of checks) {
    if (!applies(check) && only.includes(check.id))
      throw new UsageError(`--only ${check.id} is a check of ${check.service}, which is not configured`);
  }
  const wanted = checks.filter(
    (check) => applies(check) && (phase ?? check.phase) === check.phase && (only.length === 0 || only.includes(check.id)),
  );
  return {
    before: wanted.filter((check) => check.phase === 'before'),
    after: wanted.filter((check) => check.phase === 'after'),
  };
}

/** Whether to find out first if a config has a deployment. Checks that the arguments name run whether there is one or not. */
export const asksForCluster = ({ phase, only, context }: Pick<Options, 'phase' | 'only' | 'context'>): boolean =>
  phase === undefined && only.length === 0 && context === undefined;
