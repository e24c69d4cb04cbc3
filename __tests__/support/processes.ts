import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { eventually } from './eventually';

/** Arguments of a process; a single empty one when it is gone, not yet there, or another user's. */
export function commandLine(pid: number): string[] {
  return attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
}

/** Whether a process runs: one that has ended and was not yet waited for does not. */
export function isAlive(pid: number): boolean {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return stat !== '' && stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
}

/** Every process that this one may see. */
export function processIds(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

/** Processes that have to do with a folder: they work in it, or it was named in their environment or arguments at the start. */
export function processesOf(folder: string): number[] {
  const names = (text: string) => text.includes(folder);
  return processIds().filter(
    (pid) =>
      isAlive(pid) &&
      [
        attempt(() => readlinkSync(`/proc/${pid}/cwd`)),
        attempt(() => readFileSync(`/proc/${pid}/environ`, 'utf8')),
        attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')),
      ].some(names),
  );
}

/** Kills every process that has to do with a folder, until none is left. @throws when there still is one after some seconds */
export async function endProcessesOf(folder: string): Promise<void> {
  await eventually(`no process of ${folder}`, () => {
    const pids = processesOf(folder);
    for (const pid of pids) attempt(() => String(process.kill(pid, 'SIGKILL')));
    return pids.length === 0;
  });
}

/** Empty when the process is gone, or another user's. */
function attempt(act: () => string): string {
  try {
    return act();
  } catch {
    return '';
  }
}
