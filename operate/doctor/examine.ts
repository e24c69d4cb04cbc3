import { OPERATE } from '../../config/timings';
import { onlyCheck } from '../lib/remedies';
import type { ListedCheck, Result } from './check';
import type { CommonContext } from './common-context';
import { skip } from './outcome';
import { runChecks } from './run-checks';

/** The checks to run, and what they are about. */
export interface Selection<Context> {
  readonly before: readonly ListedCheck<Context>[];
  readonly after: readonly ListedCheck<Context>[];
}

/** Shows results as they come. */
export interface Show {
  readonly result: (result: Result) => void;
  /** Called in place of `result` if all checks of the deployment are skipped. */
  readonly withoutCluster: (why: string) => void;
}

export interface Examination<Context> {
  readonly context: Context;
  /** Why there is no deployment to check; undefined if there is one, or if the checks of it run anyway. */
  readonly noDeployment: () => Promise<string | undefined>;
  readonly stop: AbortSignal;
  readonly show: Show;
}

/** Runs the selected checks. Checks of a deployment run only if one exists. */
export async function examine<Context extends Pick<CommonContext, 'remedies'>>(
  { before, after }: Selection<Context>,
  { context, noDeployment, stop, show }: Examination<Context>,
): Promise<readonly Result[]> {
  const alone = (id: string) => onlyCheck(context.remedies.doctor, id);
  const options = { limit: OPERATE.check, stop, alone, onResult: show.result };
  const ofDeployment = async (): Promise<readonly Result[]> => {
    const why = after.length > 0 ? await noDeployment() : undefined;
    if (why === undefined) return runChecks(after, context, options);
    show.withoutCluster(why);
    return after.map(({ id, title, phase }) => ({ id, title, phase, outcome: skip(why) }));
  };
  return (await Promise.all([runChecks(before, context, options), ofDeployment()])).flat();
}
