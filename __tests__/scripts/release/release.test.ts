import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { releaseNames } from '../../../scripts/release/release-names';
import { releaseProblems } from '../../../scripts/release/release-problems';
import { repositoryMetadata } from '../../../scripts/release/repository-metadata';
import { Child } from '../../support/child-process';

const ROOT = join(__dirname, '../../..');
const GOOD = { tag: 'v1.2.3', version: '1.2.3', changelog: '## Unreleased\n\n## 1.2.3 - 2026-12-01\n### Fixed\n- A fault.\n' };

test.each([GOOD, { tag: 'v1.2.3-rc.1', version: '1.2.3-rc.1', changelog: '## 1.2.3-rc.1 - 2026-12-01\n### Added\n- A thing.\n' }])(
  '$tag can be released',
  (candidate) => {
    expect(releaseProblems(candidate)).toEqual([]);
  },
);

test.each([
  [{ tag: 'v1.2.4' }, 'the tag must be v1.2.3, because package.json has version 1.2.3, got "v1.2.4": change one of them'],
  [{ tag: '1.2.3' }, 'the tag must be v1.2.3, because package.json has version 1.2.3, got "1.2.3": change one of them'],
  [{ changelog: '## Unreleased\n### Fixed\n- A fault.\n' }, 'CHANGELOG.md has no section "## 1.2.3 - YYYY-MM-DD": rename "## Unreleased"'],
  [{ changelog: '## 1.2.3 - 2026-12-01\n' }, 'CHANGELOG.md has no change below "## 1.2.3": add what has changed'],
  [
    { changelog: '## 1.2.3\n### Fixed\n- A fault.\n' },
    'the heading of 1.2.3 in CHANGELOG.md must end with the day, got "": write it like 2026-12-01',
  ],
  [
    { changelog: '## Unreleased\n### Added\n- A thing.\n## 1.2.3 - 2026-12-01\n### Fixed\n- A fault.\n' },
    'CHANGELOG.md has changes below "## Unreleased", got 1: move them to 1.2.3, because the tag contains them',
  ],
])('%j is refused', (change, problem) => {
  expect(releaseProblems({ ...GOOD, ...change })).toEqual([problem]);
});

test.each(['1.2', '01.2.3', '1.2.3+build'])('the version %s is refused', (version) => {
  const changelog = GOOD.changelog.replace('1.2.3', version);
  expect(releaseProblems({ tag: `v${version}`, version, changelog })).toEqual([
    `the version in package.json is no semantic version, got "${version}": write it like 1.2.3`,
  ]);
});

test('names of a release are in lower case, whatever the owner is called', () => {
  expect(releaseNames('Contoso', 'agents')).toEqual({
    agentImage: 'ghcr.io/contoso/azure-pipelines-agent',
    runnerImage: 'ghcr.io/contoso/github-runner',
    charts: 'oci://ghcr.io/contoso/charts',
    chart: 'ghcr.io/contoso/charts/agents',
  });
});

test('the metadata for Artifact Hub has what is known', () => {
  expect(repositoryMetadata('Contoso', {})).toBeUndefined();
  expect(parse(repositoryMetadata('Contoso', { repositoryId: 'id', ownerEmail: 'a@example.com' }) ?? '')).toEqual({
    repositoryID: 'id',
    owners: [{ name: 'Contoso', email: 'a@example.com' }],
  });
  expect(parse(repositoryMetadata('Contoso', { repositoryId: 'id' }) ?? '')).toEqual({ repositoryID: 'id' });
});

describe('the command', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'release-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs the compiled command on a project with this version and changelog. */
  async function release(args: readonly string[], { version = '1.2.3', environment = {} } = {}) {
    for (const [file, text] of Object.entries({
      'cdktf.json': '{}',
      'package.json': JSON.stringify({ name: 'agents', version }),
      'CHANGELOG.md': GOOD.changelog,
    })) {
      writeFileSync(join(folder, file), text);
    }
    const child = new Child(process.execPath, [join(ROOT, 'dist/scripts/release/main.js'), ...args], { cwd: folder, env: environment });
    const code = await child.exited;
    return { code, output: child.output };
  }
  const written = (file: string): string | undefined =>
    existsSync(join(folder, 'out', file)) ? readFileSync(join(folder, 'out', file), 'utf8') : undefined;

  test('writes what the workflow needs', async () => {
    const environment = { ARTIFACT_HUB_REPOSITORY_ID: 'id' };
    const { code, output } = await release(['--tag', 'v1.2.3', '--owner', 'Contoso', '--out', 'out'], { environment });
    expect({ code, output }).toEqual({ code: 0, output: 'v1.2.3 can be released.\n' });
    expect(written('names.txt')).toBe(
      [
        'version=1.2.3',
        'agent-image=ghcr.io/contoso/azure-pipelines-agent',
        'runner-image=ghcr.io/contoso/github-runner',
        'charts=oci://ghcr.io/contoso/charts',
        'chart=ghcr.io/contoso/charts/agents',
        'archive=agents-1.2.3.tgz',
        '',
      ].join('\n'),
    );
    expect(written('notes.md')).toBe('### Fixed\n- A fault.\n');
    expect(written('artifacthub-repo.yml')).toBe('repositoryID: "id"\n');
  });

  test('writes nothing if the tag does not fit, or if only a check is asked for', async () => {
    const refused = await release(['--tag', 'v9.9.9', '--owner', 'contoso', '--out', 'out']);
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining("v9.9.9 can't be released:\n- the tag must be v1.2.3") });
    expect(await release(['--tag', 'v1.2.3'])).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  test.each([
    [[], /^--tag is missing/],
    [['--tag', 'v1.2.3', '--out', 'out'], /^--out needs --owner/],
  ])('%j is a usage error', async (args, message) => {
    const { code, output } = await release(args);
    expect(code).toBe(2);
    expect(output).toMatch(message);
  });
});
