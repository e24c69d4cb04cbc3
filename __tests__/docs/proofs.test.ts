import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles, readProjectFile } from '../pipelines/project-files';

const ROOT = join(__dirname, '../..');

/** Lists the tests and scenarios that a page names, by their path from the root. */
const proofsIn = (page: string): readonly string[] =>
  [...page.matchAll(/`((?:__tests__|proof)\/[\w./-]+\.ts)`/g)].map(([, path = '']) => path);

test.each(projectFiles(/^docs\/[\w-]+\.md$/))('every test and scenario that %s names exists', (page) => {
  expect(proofsIn(readProjectFile(page)).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test.each([
  ['docs/security.md', 10],
  ['docs/upgrading.md', 3],
])('%s names what shows its claims', (page, least) => {
  expect(proofsIn(readProjectFile(page)).length).toBeGreaterThan(least);
});
