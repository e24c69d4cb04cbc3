import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Logs of so many runs are kept. */
const KEPT_LOGS = 5;

/** What is kept from one run to the next: programs, images, logs. It may be deleted at any time. */
export function cacheFolder(...below: string[]): string {
  const folder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'azure-pipelines-agents-aks', 'e2e', ...below);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A folder for this run's data: it is on disk, as image layers must be. */
export const workFolder = (): string => mkdtempSync(join(tmpdir(), 'agents-e2e-'));

/** A folder for this run's logs; those of runs long ago are deleted. */
export function logFolder(now: Date): string {
  const all = cacheFolder('logs');
  for (const old of readdirSync(all)
    .sort()
    .slice(0, -KEPT_LOGS + 1))
    rmSync(join(all, old), { recursive: true, force: true });
  return cacheFolder('logs', now.toISOString().replaceAll(':', '-'));
}
