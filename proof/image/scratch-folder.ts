import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './cleanup';

/** Creates a folder for this run. It is deleted when this process ends. */
export function createScratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'image-test-'));
  atExit(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
