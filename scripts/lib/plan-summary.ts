import { CHANGES } from './plan-changes';
import { hasChanges, type StackPlan } from './plan-stack';

/** The exit code, as of `terraform plan -detailed-exitcode`: 0 no changes, 1 an error, 2 changes. */
export const planExitCode = (plans: readonly StackPlan[]): 0 | 1 | 2 =>
  plans.some(({ kind }) => kind === 'failed') ? 1 : plans.some(hasChanges) ? 2 : 0;

/** One line of a stack: how many changes of each kind, or why there is no plan. */
export function planLine(plan: StackPlan): string {
  switch (plan.kind) {
    case 'failed':
      return `could not be planned: terraform ${plan.step} failed`;
    case 'waiting':
      return `not plannable yet: what it needs is made by ${plan.behind.join(' and ')}, which must be deployed first`;
    case 'planned': {
      const counts = CHANGES.map((change) => [plan.changes.filter((one) => one.change === change).length, change] as const);
      const said = counts.filter(([count]) => count > 0).map(([count, change]) => `${count} to ${change}`);
      const outputs = plan.outputs.length === 0 ? [] : [`outputs: ${plan.outputs.join(', ')}`];
      return [...said, ...outputs].join(', ') || 'no changes';
    }
    default:
      throw new Error(`unknown plan: ${JSON.stringify(plan satisfies never)}`);
  }
}

/** For the terminal: each stack with its changes, those that lose something first. */
export function planText(plans: readonly StackPlan[]): string {
  return plans.map((plan) => [`${plan.stack}: ${planLine(plan)}`, ...changeLines(plan)].join('\n')).join('\n');
}

const changeLines = (plan: StackPlan): readonly string[] =>
  plan.kind === 'planned' ? plan.changes.map(({ change, address }) => `  ${change.padEnd(7)}  ${address}`) : [];

/** A comment has at most 65,536 characters (GitHub); so many addresses of a stack stay well below. */
const MOST_LINES = 150;

/** For a comment: a table of the stacks, then the changes of each. Says nothing of what a failed program wrote: that is in the log. */
export function planMarkdown(plans: readonly StackPlan[]): string {
  const losing = plans.flatMap((plan) =>
    plan.kind === 'planned' ? plan.changes.filter(({ change }) => change === 'destroy' || change === 'replace') : [],
  );
  const details = plans.flatMap((plan) => {
    const lines = changeLines(plan);
    if (lines.length === 0) return [];
    const shown = lines.slice(0, MOST_LINES);
    const rest = lines.length > shown.length ? [`  and ${lines.length - shown.length} more, see the log`] : [];
    return [`<details><summary>${plan.stack}</summary>`, '', '```text', ...shown, ...rest, '```', '', '</details>', ''];
  });
  return [
    '### Plan',
    '',
    ...(losing.length === 0
      ? []
      : [`**${losing.length} ${losing.length === 1 ? 'resource is' : 'resources are'} destroyed or replaced.**`, '']),
    '| Stack | |',
    '|---|---|',
    ...plans.map((plan) => `| ${plan.stack} | ${planLine(plan)} |`),
    '',
    ...details,
  ].join('\n');
}
