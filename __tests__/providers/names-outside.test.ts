import { projectFiles, readProjectFile } from '../pipelines/project-files';
import listed from './names-outside.json';
import { countMentions, differences } from './support/shrinking-list';

const NAMES = /azure[ _-]?devops|dev[ _-]?ops/gi;
const PRODUCT = /^((agent|config|constructs|lib|monitoring|operate|providers\/contract|scripts|stacks)\/|main\.ts$)/;

test.each([
  ['a number that is right', { 'a.ts': 2 }, { 'a.ts': 2 }, []],
  ['a file that is not listed', {}, { 'a.ts': 1 }, [expect.stringMatching(/^a\.ts has 1 mentions and is not in the list: move/)]],
  ['more than are listed', { 'a.ts': 2 }, { 'a.ts': 3 }, [expect.stringMatching(/^a\.ts has 3 mentions, 2 are listed: move/)]],
  ['fewer than are listed', { 'a.ts': 2 }, { 'a.ts': 1 }, [expect.stringContaining('the list only shrinks, write the new number')]],
  ['none any more', { 'a.ts': 2 }, {}, [expect.stringContaining('the list only shrinks, remove the line')]],
  ['two files', { 'b.ts': 2 }, { 'a.ts': 1 }, [expect.stringMatching(/^a/), expect.stringMatching(/^b/)]],
])('%s', (_what, before, now, expected) => {
  expect(differences(before, now)).toEqual(expected);
});

test.each([
  ['azureDevOps', 1],
  ['AzureDevOpsError and DevOpsError', 2],
  ['Azure DevOps, azure-devops, Azure\u00a0Pipelines', 2],
  ['the devops organisation', 1],
  ['DEV_OPS, dev-ops, Dev Ops', 3],
])('%j has %i mentions', (text, count) => {
  expect(countMentions(['a.ts'], () => text, NAMES)).toEqual({ 'a.ts': count });
});

test('Azure DevOps is named only by its provider and by the files in the list, which only shrinks', () => {
  const files = projectFiles(PRODUCT);
  expect(files.length).toBeGreaterThan(200);
  const found = countMentions(files, readProjectFile, NAMES);
  const wrong = differences(listed, found);
  if (wrong.length === 0) return;
  const list = JSON.stringify(found, Object.keys(found).toSorted(), 2);
  throw new Error(`${wrong.join('\n')}\n\nAfter a move of files, __tests__/providers/names-outside.json is:\n${list}`);
});
