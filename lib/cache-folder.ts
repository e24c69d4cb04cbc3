import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Creates a folder for what a program keeps from one run to the next, and returns its path. It may be deleted at any time. */
export function cacheFolder(program: 'e2e' | 'image-test' | 'lint', ...below: string[]): string {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'azure-pipelines-agents-aks', program, ...below);
  mkdirSync(folder, { recursive: true });
  return folder;
}
