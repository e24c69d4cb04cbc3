import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectOf } from '../../../../config/project';
import { goNeeded, hashOf, versionOf } from '../../../../proof/e2e/cluster/programs';

test('the hash changes with the content or name of a file and with a flag, and otherwise stays the same', () => {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  try {
    writeFileSync(join(folder, 'go.mod'), 'module a');
    const first = hashOf(folder, ['-trimpath']);
    expect(hashOf(folder, ['-trimpath'])).toBe(first);
    const flag = hashOf(folder, []);
    writeFileSync(join(folder, 'go.mod'), 'module b');
    const content = hashOf(folder, ['-trimpath']);
    writeFileSync(join(folder, 'go.sum'), '');
    const file = hashOf(folder, ['-trimpath']);
    expect(new Set([first, flag, content, file]).size).toBe(4);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('versions are read from the go.mod files of the programs', () => {
  const { root } = projectOf(__dirname);
  expect(goNeeded(root)).toMatch(/^1\.\d+\.\d+$/);
  expect(versionOf(root, 'kubernetes', 'k8s.io/kubernetes')).toMatch(/^v1\.\d+\.\d+$/);
  expect(versionOf(root, 'keda', 'github.com/kedacore/keda/v2')).toMatch(/^v2\.\d+\.\d+$/);
});
