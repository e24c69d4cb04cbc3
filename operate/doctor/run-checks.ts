import { reason } from '../../lib/reason';
import { DevOpsError } from '../../providers/azure-devops/client/error';
import { ClusterError } from '../lib/cluster/error';
import type { Check, Result } from './check';
import { devopsRemedy, devopsWords } from './facts/devops';
import { fail, type Outcome, skip, Unmet } from './outcome';

export interface RunOptions {
  /** Milliseconds that one check may take. */
  readonly checkMs: number;
  /** Ends all that still run. */
  readonly stop: AbortSignal;
  /** Told of each check when it is made. */
  readonly onResult?: (result: Result) => void;
}

/** Makes all checks at once. None stops another: one that throws or takes too long is a failure that says so. */
export function runChecks<Context>(checks: readonly Check<Context>[], context: Context, options: RunOptions): Promise<readonly Result[]> {
  return Promise.all(
    checks.map(async (check) => {
      const { id, title, phase } = check;
      const result = { id, title, phase, outcome: await settle(check, context, options) };
      options.onResult?.(result);
      return result;
    }),
  );
}

const again = (id: string): string => `try it alone: npm run doctor -- --only ${id}`;

async function settle<Context>(check: Check<Context>, context: Context, { checkMs, stop }: RunOptions): Promise<Outcome> {
  const cutOff = (what: string) => fail(`could not be checked: ${what}`, again(check.id));
  const late = `no result within ${checkMs / 1000} s`;
  const stopped = 'time was up for all checks together';
  if (stop.aborted) return cutOff(stopped);
  return new Promise((resolve) => {
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      stop.removeEventListener('abort', onStop);
      resolve(outcome);
    };
    const timer = setTimeout(() => end(cutOff(late)), checkMs);
    const onStop = () => end(cutOff(stopped));
    stop.addEventListener('abort', onStop, { once: true });
    attempt(check, context).then(end);
  });
}

async function attempt<Context>(check: Check<Context>, context: Context): Promise<Outcome> {
  try {
    return await check.run(context);
  } catch (error) {
    if (error instanceof Unmet) return skip(error.message);
    if (isWithoutCluster(error)) return skip('the cluster can\'t be read, see the check "cluster"');
    const { finding, advice = again(check.id) } = told(error);
    return fail(`could not be checked: ${finding}`, advice);
  }
}

/** An error in words, and what it says is to be done: to try once more does not bring a right that is missing. */
function told(error: unknown): { readonly finding: string; readonly advice?: string | undefined } {
  if (error instanceof ClusterError) return error;
  if (error instanceof DevOpsError) return { finding: devopsWords(error), advice: devopsRemedy(error) };
  return { finding: reason(error) };
}

/** The check "cluster" tells these faults with their advice; the others need not repeat them. */
const isWithoutCluster = (error: unknown): error is ClusterError =>
  error instanceof ClusterError && ['context', 'unreachable', 'signIn'].includes(error.fault);
