import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A folder for what is kept from one run of a program to the next; it may be deleted at any time. */
export function cacheFolder(program: 'e2e' | 'image-test' | 'lint', ...below: string[]): string {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'azure-pipelines-agents-aks', program, ...below);
  mkdirSync(folder, { recursive: true });
  return folder;
}
