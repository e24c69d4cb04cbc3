import type { Duration } from '../../lib/duration';
import { reason } from '../../lib/reason';
import { ClusterError } from '../lib/cluster/error';
import type { Explanation, ListedCheck, Result } from './check';
import { fail, type Outcome, skip, Unmet } from './outcome';

export interface RunOptions {
  /** The longest time for one check. */
  readonly limit: Duration;
  /** Ends all checks that still run. */
  readonly stop: AbortSignal;
  /** The command that runs one check alone. */
  readonly alone: (id: string) => string;
  /** Called with each result as soon as it is known. */
  readonly onResult?: (result: Result) => void;
}

const TIME_UP = 'the time for all checks together was up';

/** Runs all checks in parallel. None stops another: a check that throws or takes too long becomes a failure that says so. */
export function runChecks<Context>(
  checks: readonly ListedCheck<Context>[],
  context: Context,
  options: RunOptions,
): Promise<readonly Result[]> {
  return Promise.all(
    checks.map(async (check) => {
      const { id, title, phase } = check;
      const result = { id, title, phase, outcome: await runOne(check, context, options) };
      options.onResult?.(result);
      return result;
    }),
  );
}

/** Runs one check until it ends, takes too long or is stopped. */
async function runOne<Context>(check: ListedCheck<Context>, context: Context, { limit, stop, alone }: RunOptions): Promise<Outcome> {
  const notChecked = notCheckedBy(alone(check.id));
  if (stop.aborted) return notChecked({ finding: TIME_UP });
  return new Promise((resolve) => {
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      stop.removeEventListener('abort', onStop);
      resolve(outcome);
    };
    const timer = setTimeout(() => end(notChecked({ finding: `no result within ${limit.seconds} s` })), limit.milliseconds);
    const onStop = () => end(notChecked({ finding: TIME_UP }));
    stop.addEventListener('abort', onStop, { once: true });
    attempt(check, context, notChecked).then(end);
  });
}

async function attempt<Context>(check: ListedCheck<Context>, context: Context, notChecked: NotChecked): Promise<Outcome> {
  try {
    return await check.run(context);
  } catch (error) {
    if (error instanceof Unmet) return skip(error.message);
    if (isClusterAway(error)) return skip('the cluster can\'t be read, see the check "cluster"');
    return notChecked(error instanceof ClusterError ? error : (check.explain?.(error) ?? { finding: reason(error) }));
  }
}

type NotChecked = (explanation: Explanation) => Outcome;

const notCheckedBy =
  (alone: string): NotChecked =>
  ({ finding, advice }) =>
    fail(`could not be checked: ${finding}`, advice ?? `try it alone: ${alone}`);

/** The check "cluster" reports these faults with advice, so that the others need not. */
const isClusterAway = (error: unknown): boolean =>
  error instanceof ClusterError && ['context', 'unreachable', 'signIn'].includes(error.fault);
