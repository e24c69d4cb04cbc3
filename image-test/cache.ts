import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './cleanup';

/** What is kept from one run to the next: base system, downloads, layers. It may be deleted at any time. */
export function cacheFolder(): string {
  const folder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'azure-pipelines-agents-aks', 'image-test');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A folder for this run alone. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'image-test-'));
  atExit(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
