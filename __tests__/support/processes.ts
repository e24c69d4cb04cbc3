import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { eventually } from './eventually';

/** Returns the arguments of a process. A single empty one if it has ended, has not started, or belongs to another user. */
export function commandLine(pid: number): string[] {
  return attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
}

/** Returns whether a process runs. A zombie does not. */
export function isAlive(pid: number): boolean {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return stat !== '' && stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
}

/** Lists every process that this one may see. */
export function processIds(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

/** Lists the processes that use a folder: it is their working directory, or their environment or arguments named it at the start. */
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

/** Kills every process that uses a folder, until none is left. @throws Error if one is left */
export async function endProcessesOf(folder: string): Promise<void> {
  await eventually(`no process of ${folder}`, () => {
    const pids = processesOf(folder);
    for (const pid of pids) attempt(() => String(process.kill(pid, 'SIGKILL')));
    return pids.length === 0;
  });
}

/** Returns empty text if the process has ended or belongs to another user. */
function attempt(act: () => string): string {
  try {
    return act();
  } catch {
    return '';
  }
}
