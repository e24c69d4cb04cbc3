import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './cleanup';

/** A folder for this run alone. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'image-test-'));
  atExit(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
