import { join } from 'node:path';
import { outputChanges, type PlanJson, type ResourceChange, resourceChanges } from './plan-changes';
import type { Ended } from './run-to-end';
import type { StackFolder } from './stack-json';
import { withTemporaryFolder } from './temporary-folder';
import type { Terraform } from './terraform';

/** The result of planning a stack. */
export type StackPlan =
  | { readonly stack: string; readonly kind: 'planned'; readonly changes: readonly ResourceChange[]; readonly outputs: readonly string[] }
  /** It can't be planned until the stacks in `behind` are deployed: its cluster or the kinds of KEDA do not exist. */
  | { readonly stack: string; readonly kind: 'waiting'; readonly behind: readonly string[] }
  | { readonly stack: string; readonly kind: 'failed'; readonly step: 'init' | 'plan' | 'show'; readonly output: string };

/**
 * Errors of providers when something that they read or connect to does not exist yet. azurerm: a cluster, identity or
 * registry. kubernetes: a kind, or the cluster itself.
 */
const NOT_THERE_YET = [
  /was not found/i,
  /ResourceGroupNotFound|ResourceNotFound/,
  /CRD may not be installed|no matches for kind/,
  /cannot create REST client: no client config|Failed to construct REST client/,
];

/** The text on one line, because Terraform wraps lines between any words. */
const unwrapped = (text: string): string => text.replace(/\s+/g, ' ');

/** Whether a deploy would change the stack. Also true if that is not known yet, because a stack before it would change. */
export const hasChanges = (plan: StackPlan): boolean =>
  plan.kind === 'waiting' || (plan.kind === 'planned' && plan.changes.length + plan.outputs.length > 0);

/** Plans one stack. @param earlier the plans of the stacks before it */
export async function planStack(
  terraform: Terraform,
  { name, folder, dependencies }: StackFolder,
  earlier: readonly StackPlan[],
): Promise<StackPlan> {
  const failed = (step: 'init' | 'plan' | 'show', { stdout, stderr }: Ended): StackPlan => ({
    stack: name,
    kind: 'failed',
    step,
    output: (stderr.trim() || stdout.trim()).trim(),
  });
  const init = await terraform(folder, ['init', '-input=false']);
  if (init.code !== 0) return failed('init', init);
  // A plan contains sensitive values.
  return withTemporaryFolder('plan-', async (scratch) => {
    const file = join(scratch, 'plan');
    // No lock is needed, because nothing is written. So an identity that can only read the state can plan too.
    const plan = await terraform(folder, ['plan', '-input=false', '-lock=false', `-out=${file}`]);
    if (plan.code !== 0) {
      const behind = earlier.filter((one) => dependencies.includes(one.stack) && hasChanges(one)).map(({ stack }) => stack);
      const isTooEarly = behind.length > 0 && NOT_THERE_YET.some((words) => words.test(unwrapped(plan.stderr)));
      return isTooEarly ? { stack: name, kind: 'waiting', behind } : failed('plan', plan);
    }
    const show = await terraform(folder, ['show', '-json', file]);
    if (show.code !== 0) return failed('show', { ...show, stdout: '' });
    const json = JSON.parse(show.stdout) as PlanJson;
    return { stack: name, kind: 'planned', changes: resourceChanges(json), outputs: outputChanges(json) };
  });
}
