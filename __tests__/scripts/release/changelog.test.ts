import { parse } from 'yaml';
import { sectionOf } from '../../../scripts/release/changelog';
import { changesAnnotation } from '../../../scripts/release/changes-annotation';
import { readProjectFile } from '../../pipelines/project-files';

const CHANGELOG = `# Changelog

## Unreleased

## 1.10.0 - 2026-12-01

Words above the changes.

### Added

- A "quoted" thing: with a colon, \`code\` and a [link](docs/a.md), over
  two lines.
- Another.

### Security

- A hole is closed.

## 1.1.0 - 2026-11-01

### Fixed

- A fault.
`;

test('a section has its day, its text and its changes, each on one line', () => {
  expect(sectionOf(CHANGELOG, '1.10.0')).toEqual({
    date: '2026-12-01',
    text: expect.stringMatching(/^Words above[\s\S]*A hole is closed\.$/),
    changes: [
      { kind: 'added', description: 'A "quoted" thing: with a colon, `code` and a [link](docs/a.md), over two lines.' },
      { kind: 'added', description: 'Another.' },
      { kind: 'security', description: 'A hole is closed.' },
    ],
  });
});

test('a version is found by all of it', () => {
  expect(sectionOf(CHANGELOG, '1.1.0')?.changes).toEqual([{ kind: 'fixed', description: 'A fault.' }]);
  expect(sectionOf(CHANGELOG, '1.1')).toBeUndefined();
  expect(sectionOf('## [2.0.0] - 2026-12-01\n', '2.0.0')?.date).toBe('2026-12-01');
});

test.each([
  ['## 1.0.0\n### New\n', 'CHANGELOG.md, 1.0.0: the heading "New" is none of added, changed, deprecated, removed, fixed, security'],
  [
    '## 1.0.0\n- Lost.\n',
    'CHANGELOG.md, 1.0.0: "Lost." is above the first heading: put it below one of added, changed, deprecated, removed, fixed, security',
  ],
])('%j is refused', (changelog, message) => {
  expect(() => sectionOf(changelog, '1.0.0')).toThrow(new Error(message));
});

test('the annotation is YAML that Artifact Hub reads, without links', () => {
  expect(parse(changesAnnotation(CHANGELOG, '1.10.0'))).toEqual([
    { kind: 'added', description: 'A "quoted" thing: with a colon, `code` and a link, over two lines.' },
    { kind: 'added', description: 'Another.' },
    { kind: 'security', description: 'A hole is closed.' },
  ]);
});

test('a version that the changelog does not have yet has no annotation', () => {
  expect(changesAnnotation(CHANGELOG, '2.0.0')).toBe('');
});

test("this project's changelog can be read, so it can become a release", () => {
  const changelog = readProjectFile('CHANGELOG.md');
  const versions = [...changelog.matchAll(/^## \[?([^\s\]]+)/gm)].map(([, version = '']) => version);
  expect(versions.length).toBeGreaterThan(0);
  for (const version of versions) expect(() => changesAnnotation(changelog, version)).not.toThrow();
});
