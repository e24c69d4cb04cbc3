import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../../lib/cache-folder';

/** Number of runs whose logs are kept. */
const KEPT_RUNS = 5;

/** Creates a folder for the data of this run. It must be on disk, as image layers require. */
export const createWorkFolder = (): string => mkdtempSync(join(tmpdir(), 'agents-e2e-'));

/** Creates a folder for the logs of this run, and deletes those of old runs. */
export function createLogFolder(now: Date): string {
  removeOld(cacheFolder('e2e', 'logs'), { prefix: '', keep: KEPT_RUNS - 1 });
  return cacheFolder('e2e', 'logs', now.toISOString().replaceAll(':', '-'));
}

/** Marks a file or folder as used now, so that `removeOld` deletes it after those that were used earlier. @returns its path */
export function markUsed(path: string): string {
  const now = new Date();
  utimesSync(path, now, now);
  return path;
}

/**
 * Deletes the files and folders whose name begins with a prefix, except for the latest ones.
 * @param keep how many stay; at least 1 if another run may be using the latest
 */
export function removeOld(folder: string, { prefix, keep }: { readonly prefix: string; readonly keep: number }): void {
  const modifiedMs = (name: string) => statSync(join(folder, name)).mtimeMs;
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
  const oldestFirst = names.sort((a, b) => modifiedMs(a) - modifiedMs(b));
  for (const name of oldestFirst.slice(0, Math.max(0, names.length - keep))) rmSync(join(folder, name), { recursive: true, force: true });
}
