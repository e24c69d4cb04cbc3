import { projectFiles, readProjectFile } from '../pipelines/project-files';
import listed from './names-outside.json';
import { countMentions, differences } from './support/shrinking-list';

const NAMES = /azure[ _-]?devops|dev[ _-]?ops/gi;
const PRODUCT = /^((agent|config|constructs|lib|monitoring|operate|providers\/contract|scripts|stacks)\/|main\.ts$)/;
/** Folders that the provider has for itself, and the chart, whose values have the names of the config's options. */
const OF_PROVIDER =
  /^(agent\/azure-pipelines|operate\/doctor\/checks\/azure-devops|operate\/doctor\/facts\/azure-devops|operate\/lib\/azure-devops|operate\/load-test\/azure-devops|scripts\/chart)\/|^scripts\/write-chart\.ts$/;

test.each([
  ['no difference', { 'a.ts': 2 }, { 'a.ts': 2 }, []],
  ['a file that is not listed', {}, { 'a.ts': 1 }, [expect.stringMatching(/^a\.ts: 1 found, 0 listed: move/)]],
  ['more than are listed', { 'a.ts': 2 }, { 'a.ts': 3 }, [expect.stringMatching(/^a\.ts: 3 found, 2 listed: move/)]],
  ['fewer than are listed', { 'a.ts': 2 }, { 'a.ts': 1 }, [expect.stringContaining('the list only shrinks, write the new number')]],
  ['no mention any more', { 'a.ts': 2 }, {}, [expect.stringContaining('the list only shrinks, remove the line')]],
  ['two files', { 'b.ts': 2 }, { 'a.ts': 1 }, [expect.stringMatching(/^a/), expect.stringMatching(/^b/)]],
])('the list is compared with what was found: %s', (_what, before, now, expected) => {
  expect(differences(before, now)).toEqual(expected);
});

test.each([
  ['azureDevOps', 1],
  ['AzureDevOpsError and DevOpsError', 2],
  ['Azure DevOps, azure-devops, Azure\u00a0Pipelines', 2],
  ['the devops organisation', 1],
  ['DEV_OPS, dev-ops, Dev Ops', 3],
])('mentions in %j: %i', (text, count) => {
  expect(countMentions(['a.ts'], () => text, NAMES)).toEqual({ 'a.ts': count });
});

test('only the provider of Azure DevOps names it, and the files in a list that only shrinks', () => {
  const files = projectFiles(PRODUCT).filter((file) => !OF_PROVIDER.test(file));
  expect(files.length).toBeGreaterThan(200);
  const found = countMentions(files, readProjectFile, NAMES);
  const wrong = differences(listed, found);
  if (wrong.length === 0) return;
  const list = JSON.stringify(found, Object.keys(found).toSorted(), 2);
  throw new Error(`${wrong.join('\n')}\n\nIf files were moved or merged, __tests__/providers/names-outside.json becomes:\n${list}`);
});
