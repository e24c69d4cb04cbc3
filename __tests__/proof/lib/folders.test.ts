import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markUsed, removeOld } from '../../../proof/lib/folders';

test.each([
  [0, ['b-1']],
  [1, ['a-1', 'b-1']],
  [5, ['a-1', 'a-2', 'a-3', 'b-1']],
])('keeps the latest %i with the prefix, and everything without it', (keep, names) => {
  const folder = mkdtempSync(join(tmpdir(), 'folders-'));
  try {
    for (const [index, name] of ['b-1', 'a-3', 'a-2', 'a-1'].entries()) {
      mkdirSync(join(folder, name));
      utimesSync(join(folder, name), index, index);
    }
    removeOld(folder, { prefix: 'a-', keep });
    expect(readdirSync(folder).sort()).toEqual(names);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what was used last is kept, however old it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'folders-'));
  try {
    for (const [index, name] of ['a-1', 'a-2'].entries()) {
      mkdirSync(join(folder, name));
      utimesSync(join(folder, name), index, index);
    }
    expect(markUsed(join(folder, 'a-1'))).toBe(join(folder, 'a-1'));
    removeOld(folder, { prefix: 'a-', keep: 1 });
    expect(readdirSync(folder)).toEqual(['a-1']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
