import type { StackPlan } from '../../../scripts/lib/plan-stack';
import { planExitCode, planMarkdown, planText } from '../../../scripts/lib/plan-summary';

const planned = (stack: string, ...changes: (StackPlan & { kind: 'planned' })['changes']): StackPlan => ({
  stack,
  kind: 'planned',
  changes,
  outputs: [],
});
const failed: StackPlan = { stack: 'a-keda', kind: 'failed', step: 'plan', output: 'Error: token hunter2' };
const waiting: StackPlan = { stack: 'a-agents', kind: 'waiting', behind: ['a-image', 'a-keda'] };

test.each([
  ['nothing changes', [planned('a')], 0],
  ['a change', [planned('a'), planned('b', { change: 'create', address: 'x.y' })], 2],
  ['an output alone', [{ ...planned('a'), outputs: ['name'] } as StackPlan], 2],
  ['a stack that waits', [waiting], 2],
  ['an error in addition to changes', [planned('b', { change: 'create', address: 'x.y' }), failed], 1],
])('%s', (_, plans, code) => {
  expect(planExitCode(plans)).toBe(code);
});

test('the text lists each change, and why there is no plan', () => {
  const plans = [
    planned(
      'a-platform',
      { change: 'replace', address: 'x.cluster' },
      { change: 'create', address: 'x.one' },
      { change: 'create', address: 'x.two' },
    ),
    planned('a-image'),
    waiting,
  ];
  expect(planText(plans)).toBe(
    [
      'a-platform: 1 to replace, 2 to create',
      '  replace  x.cluster',
      '  create   x.one',
      '  create   x.two',
      'a-image: no changes',
      'a-agents: cannot be planned yet: it depends on a-image and a-keda; deploy those first',
    ].join('\n'),
  );
});

test('the comment starts with what is lost, and contains no output of a program', () => {
  const markdown = planMarkdown([planned('a', { change: 'destroy', address: 'x.gone' }), failed]);
  expect(markdown).toContain('**1 resource is destroyed or replaced.**');
  expect(markdown).toContain('| a-keda | could not be planned: terraform plan failed |');
  expect(markdown).not.toContain('hunter2');
});

test('a comment stays below the limit of GitHub', () => {
  const many = Array.from({ length: 5000 }, (_, at) => ({ change: 'create' as const, address: `kubernetes_manifest.pool_${at}` }));
  const markdown = planMarkdown([planned('a', ...many)]);
  expect(markdown.length).toBeLessThan(65_536);
  expect(markdown).toContain('and 4850 more, see the log');
});
