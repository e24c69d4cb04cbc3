import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectOf } from '../../../../config/project';
import { parseGoModule } from '../../../../proof/e2e/cluster/go-module';
import { goNeeded, hashOf } from '../../../../proof/e2e/cluster/programs';
import type { Source } from '../../../../proof/e2e/cluster/sources';
import { NEWEST_TESTED_KEDA_VERSION } from '../../../../proof/e2e/keda-versions';

const SOURCE: Source = { name: 'pause', packages: '.' };

test('the hash changes with the content or name of a file, with a tag and with C, and otherwise stays the same', () => {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  try {
    writeFileSync(join(folder, 'go.mod'), 'module a\n\ngo 1.26.0\n');
    const first = hashOf(SOURCE, folder);
    expect(hashOf(SOURCE, folder)).toBe(first);
    const tag = hashOf({ ...SOURCE, tags: ['seccomp'] }, folder);
    const withC = hashOf({ ...SOURCE, hasC: true }, folder);
    writeFileSync(join(folder, 'go.mod'), 'module b\n\ngo 1.26.0\n');
    const content = hashOf(SOURCE, folder);
    writeFileSync(join(folder, 'go.sum'), '');
    const file = hashOf(SOURCE, folder);
    expect(new Set([first, tag, withC, content, file]).size).toBe(5);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('both pipelines install the newest Go that a go.mod needs', () => {
  const { root } = projectOf(__dirname);
  const textOf = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
  const needed = goNeeded(root, NEWEST_TESTED_KEDA_VERSION);
  const file = /go-version-file: (proof\S+)/.exec(textOf('.github', 'workflows', 'ci.yml'))?.[1] ?? '';
  expect(parseGoModule(textOf(file)).go).toBe(needed);
  const [, version] = /task: GoTool@0\s+inputs: .* version: (\S+) }/.exec(textOf('pipelines', 'azure-pipelines.yml')) ?? [];
  expect(version).toBe(needed);
});
