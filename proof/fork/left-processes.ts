import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Kills the processes that work in a folder or were started with a path in it. Tests start programs in process groups of
 * their own, which stay when the tests are interrupted. Linux only: elsewhere it does nothing.
 */
export function killProcessesIn(folder: string): void {
  if (!existsSync('/proc/self/cmdline')) return;
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  for (const pid of pids.filter((each) => each !== process.pid && isIn(folder, each))) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has just ended.
    }
  }
}

function isIn(folder: string, pid: number): boolean {
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return [...args, readlinkSync(`/proc/${pid}/cwd`)].some((path) => path === folder || path.startsWith(`${folder}/`));
  } catch {
    // It has ended, or belongs to somebody else.
    return false;
  }
}
