import { CHANGES } from './plan-changes';
import { hasChanges, type StackPlan } from './plan-stack';

/** The exit code, like that of `terraform plan -detailed-exitcode`: 0 no changes, 1 an error, 2 changes. */
export const planExitCode = (plans: readonly StackPlan[]): 0 | 1 | 2 =>
  plans.some(({ kind }) => kind === 'failed') ? 1 : plans.some(hasChanges) ? 2 : 0;

/** One line for a stack: the number of changes of each kind, or why there is no plan. */
export function planLine(plan: StackPlan): string {
  switch (plan.kind) {
    case 'failed':
      return `could not be planned: terraform ${plan.step} failed`;
    case 'waiting':
      return `cannot be planned yet: it depends on ${plan.behind.join(' and ')}; deploy ${plan.behind.length === 1 ? 'that' : 'those'} first`;
    case 'planned': {
      const counts = CHANGES.map((change) => [plan.changes.filter((one) => one.change === change).length, change] as const);
      const counted = counts.filter(([count]) => count > 0).map(([count, change]) => `${count} to ${change}`);
      const outputs = plan.outputs.length === 0 ? [] : [`outputs: ${plan.outputs.join(', ')}`];
      return [...counted, ...outputs].join(', ') || 'no changes';
    }
    default:
      throw new Error(`unknown plan: ${JSON.stringify(plan satisfies never)}`);
  }
}

/** The plans as text, for the terminal. In each stack, the changes that lose something come first. Notes come last. */
export function planText(plans: readonly StackPlan[], notes: readonly string[] = []): string {
  const lines = plans.flatMap((plan) => [`${plan.stack}: ${planLine(plan)}`, ...changeLines(plan)]);
  return [...lines, ...notes.map((note) => `Note: ${note}`)].join('\n');
}

const changeLines = (plan: StackPlan): readonly string[] =>
  plan.kind === 'planned' ? plan.changes.map(({ change, address }) => `  ${change.padEnd(7)}  ${address}`) : [];

/** The most changes listed for a stack, to stay well below the 65,536 characters of a comment on GitHub. */
const MAX_LINES = 150;

/** The plans as Markdown, for a comment: a table of the stacks, then the changes of each. The output of a failed program is only in the log. */
export function planMarkdown(plans: readonly StackPlan[], notes: readonly string[] = []): string {
  const losing = plans.flatMap((plan) =>
    plan.kind === 'planned' ? plan.changes.filter(({ change }) => change === 'destroy' || change === 'replace') : [],
  );
  const details = plans.flatMap((plan) => {
    const lines = changeLines(plan);
    if (lines.length === 0) return [];
    const shown = lines.slice(0, MAX_LINES);
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
    ...notes.flatMap((note) => [`Note: ${note}`, '']),
    ...details,
  ].join('\n');
}
