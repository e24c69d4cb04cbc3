import type { Check, Result } from './check';
import type { DoctorContext } from './context';
import { noCluster } from './facts/no-cluster';
import { skip } from './outcome';
import { runChecks } from './run-checks';

/** Milliseconds for one check, and for all of them: with start and end, at most 15 seconds. */
export const LIMITS = { checkMs: 12_000, allMs: 14_000 } as const;

export interface Selection {
  readonly before: readonly Check<DoctorContext>[];
  readonly after: readonly Check<DoctorContext>[];
  /** Whether the checks of a deployment wait for the answer to whether there is one. */
  readonly asksForCluster: boolean;
}

/** Where results are shown as they come. */
export interface Show {
  readonly result: (result: Result) => void;
  /** All checks of the deployment are skipped. */
  readonly withoutCluster: (why: string) => void;
}

/** Makes the selected checks; those of a deployment only if there is one, unless they were asked for. */
export async function examine(
  { before, after, asksForCluster }: Selection,
  context: DoctorContext,
  stop: AbortSignal,
  show: Show,
): Promise<readonly Result[]> {
  const options = { checkMs: LIMITS.checkMs, stop, onResult: show.result };
  const deployed = async (): Promise<readonly Result[]> => {
    const why = after.length > 0 && asksForCluster ? await noCluster(context) : undefined;
    if (why === undefined) return runChecks(after, context, options);
    show.withoutCluster(why);
    return after.map(({ id, title, phase }) => ({ id, title, phase, outcome: skip(why) }));
  };
  return (await Promise.all([runChecks(before, context, options), deployed()])).flat();
}
