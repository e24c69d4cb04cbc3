import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readProjectFile } from '../pipelines/project-files';

const ROOT = join(__dirname, '../..');
const PAGES = ['docs/security.md', 'SECURITY.md'];

/** Lists the tests and scenarios that a page names, by their path from the root. */
const proofsIn = (page: string): readonly string[] =>
  [...page.matchAll(/`((?:__tests__|proof)\/[\w./-]+\.ts)`/g)].map(([, path = '']) => path);

/** Lists the files of this project that a page links to, by their path from the root. */
const linksIn = (file: string, page: string): readonly string[] =>
  [...page.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => posix.join(posix.dirname(file), target));

test('every test and scenario that docs/security.md names exists', () => {
  const proofs = proofsIn(readProjectFile('docs/security.md'));
  expect(proofs.length).toBeGreaterThan(10);
  expect(proofs.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test.each(PAGES)('every file that %s links to exists', (file) => {
  const links = linksIn(file, readProjectFile(file));
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('every link within docs/security.md has a heading as its target', () => {
  const page = readProjectFile('docs/security.md');
  const anchor = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-');
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading));
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = '']) => target);
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((target) => !headings.includes(target))).toEqual([]);
});
