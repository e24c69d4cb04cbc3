import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { atExit } from './cleanup';

/** Mounts a folder in memory that belongs to a group, as Kubernetes does for a secret or an emptyDir of medium Memory. */
export function tmpfs(scratch: string, { group, mode }: { readonly group: number; readonly mode: string }): string {
  const folder = mkdtempSync(join(scratch, 'tmpfs-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=1m,gid=${group},mode=${mode}`, 'tmpfs', folder]);
  atExit(() => {
    execFileSync('umount', [folder]);
    rmdirSync(folder);
  });
  return folder;
}
