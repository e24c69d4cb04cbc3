import { OPERATE } from '../../config/timings';
import type { ListedCheck, Result } from './check';
import type { DoctorContext } from './context';
import { noCluster } from './facts/cluster/no-cluster';
import { skip } from './outcome';
import { runChecks } from './run-checks';

export interface Selection {
  readonly before: readonly ListedCheck<DoctorContext>[];
  readonly after: readonly ListedCheck<DoctorContext>[];
  /** Whether to find out first if there is a deployment that the checks `after` could look at. */
  readonly asksForCluster: boolean;
}

/** Shows results as they come. */
export interface Show {
  readonly result: (result: Result) => void;
  /** Called in place of `result` if all checks of the deployment are skipped. */
  readonly withoutCluster: (why: string) => void;
}

/** Runs the selected checks. Checks of a deployment run only if one exists, or if they were named. */
export async function examine(
  { before, after, asksForCluster }: Selection,
  context: DoctorContext,
  stop: AbortSignal,
  show: Show,
): Promise<readonly Result[]> {
  const options = { limit: OPERATE.check, stop, onResult: show.result };
  const ofDeployment = async (): Promise<readonly Result[]> => {
    const why = after.length > 0 && asksForCluster ? await noCluster(context) : undefined;
    if (why === undefined) return runChecks(after, context, options);
    show.withoutCluster(why);
    return after.map(({ id, title, phase }) => ({ id, title, phase, outcome: skip(why) }));
  };
  return (await Promise.all([runChecks(before, context, options), ofDeployment()])).flat();
}
