import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOf } from '../../../../proof/lib/go/build-program';
import type { GoSource } from '../../../../proof/lib/go/go-source';

const SOURCE: GoSource = { name: 'pause', packages: '.' };

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
