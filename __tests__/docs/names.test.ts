import { NAME_FORMS } from '../../config/name-patterns';
import { readProjectFile } from '../pipelines/project-files';
import { aDraft, type Draft, problemsOf } from '../support/builders';

const PAGE = readProjectFile('docs/names.md');

test('the sample is a config without problems', () => {
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(PAGE) ?? [];
  const sample = (new Function(`return { ${code} }`) as () => Draft)();
  expect(problemsOf(aDraft(sample))).toEqual([]);
});

test('the page says of each name what a change of it does', () => {
  const table = PAGE.split('\n').filter((line) => line.startsWith('| `'));
  for (const resource of Object.keys(NAME_FORMS)) expect(table.filter((line) => line.includes(`\`${resource}\``))).toHaveLength(1);
});
