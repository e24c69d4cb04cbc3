import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { npmScripts, projectFiles, readProjectFile } from '../pipelines/project-files';
import { anchorOf, headingsIn, linksIn } from '../support/markdown';

const ROOT = join(__dirname, '../..');
const PAGES = projectFiles(/^([A-Z]+|docs\/.*|proof\/.*README|__tests__\/schemas\/README)\.md$/);
const isFile = (path: string): boolean => existsSync(join(ROOT, path)) && statSync(join(ROOT, path)).isFile();

test('an anchor is what GitHub makes of a heading', () => {
  expect(anchorOf('`A.b` (x), or 1: c_d!')).toBe('ab-x-or-1-c_d');
  expect(headingsIn('# One\n```\n# no heading\n```\n## Two')).toEqual(['One', 'Two']);
  expect(linksIn('docs/a.md', '[x](../b.md#c) [y](#d) [z](https://example.com)')).toEqual([
    { path: 'b.md', anchor: 'c' },
    { path: 'docs/a.md', anchor: 'd' },
  ]);
});

test.each(PAGES)('every link of %s within this project leads somewhere', (file) => {
  const broken = linksIn(file, readProjectFile(file)).filter(({ path, anchor }) => {
    if (!existsSync(join(ROOT, path))) return true;
    if (anchor === '' || !isFile(path)) return false;
    return !headingsIn(readProjectFile(path)).map(anchorOf).includes(anchor);
  });
  expect(broken).toEqual([]);
});

/** Pages that a reader looks for by a task. Decisions have an index of their own. */
const BY_TASK = PAGES.filter((file) => /^docs\/([\w-]+|examples\/.*)\.md$/.test(file) && file !== 'docs/README.md');

test.each(BY_TASK)('docs/README.md leads to %s', (file) => {
  const targets = linksIn('docs/README.md', readProjectFile('docs/README.md')).map(({ path }) => path.replace(/\/$/, ''));
  expect(targets).toContain(targets.includes(file) ? file : file.replace(/\/README\.md$/, ''));
});

test.each(Object.keys(npmScripts()))('the README or CONTRIBUTING.md says what the npm script %s does', (script) => {
  const rows = ['README.md', 'CONTRIBUTING.md']
    .flatMap((file) => readProjectFile(file).split('\n'))
    .filter((line) => line.startsWith('| `npm'));
  expect(rows.join('\n')).toContain(script === 'test' ? '`npm test`' : `\`npm run ${script}\``);
});

/** What people search for when something does not work. */
const SEARCHED = [
  'TF401444',
  'VS30063',
  'AADSTS70021',
  'must contain at least one TokenCredential',
  'Error acquiring the state lock',
  'We stopped hearing from agent',
  'Container feature is not supported',
  'invalid ownership metadata',
  'exec format error',
  'OOMKilled',
  'VMCacheSizeTooSmall',
  'InsufficientVCPUQuota',
  'TasksOperationsNotAllowed',
  'No agent found in pool',
];

test.each(SEARCHED)('docs/troubleshooting.md has a heading with "%s"', (text) => {
  expect(headingsIn(readProjectFile('docs/troubleshooting.md')).filter((heading) => heading.includes(text))).toHaveLength(1);
});
