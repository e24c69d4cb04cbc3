import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../../lib/cache-folder';

/** Logs of so many runs are kept. */
const KEPT_LOGS = 5;

/** A folder for this run's data: it is on disk, as image layers must be. */
export const workFolder = (): string => mkdtempSync(join(tmpdir(), 'agents-e2e-'));

/** A folder for this run's logs; those of runs long ago are deleted. */
export function logFolder(now: Date): string {
  removeOld(cacheFolder('e2e', 'logs'), '', KEPT_LOGS - 1);
  return cacheFolder('e2e', 'logs', now.toISOString().replaceAll(':', '-'));
}

/**
 * Deletes what begins with a prefix, but for the latest.
 * @param kept how many stay; not none where another run may be using one
 */
export function removeOld(folder: string, prefix: string, kept: number): void {
  const changed = (name: string) => statSync(join(folder, name)).mtimeMs;
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
  const oldestFirst = names.sort((a, b) => changed(a) - changed(b));
  for (const name of oldestFirst.slice(0, Math.max(0, names.length - kept))) rmSync(join(folder, name), { recursive: true, force: true });
}
