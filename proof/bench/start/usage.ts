import { readFileSync } from 'node:fs';

/** The control group of a container, in which the kernel counts the processor time of all its processes, ended ones included. */
export interface ControlGroup {
  /** A file with the processor time. */
  readonly cpuFile: string;
  /** A file with the numbers of the processes, as this machine counts them. */
  readonly processesFile: string;
}

const ROOT = '/sys/fs/cgroup';

/**
 * Finds the control group of a process in the text of /proc/<pid>/cgroup. There are two versions of the kernel's interface.
 * Version 1 has one hierarchy for each controller.
 * @throws Error if no line of the text is known
 */
export function controlGroupOf(text: string): ControlGroup {
  const lines = text.split('\n').map((line) => line.split(':'));
  const version1 = lines.find(([, controllers = '']) => controllers.split(',').includes('cpuacct'));
  if (version1 !== undefined) {
    const [, controllers = '', ...path] = version1;
    const folder = `${ROOT}/${controllers}${path.join(':')}`;
    return { cpuFile: `${folder}/cpuacct.usage`, processesFile: `${folder}/cgroup.procs` };
  }
  const version2 = lines.find(([id, controllers]) => id === '0' && controllers === '');
  if (version2 === undefined) throw new Error(`/proc has no control group with processor time:\n${text}`);
  const folder = `${ROOT}${version2.slice(2).join(':')}`;
  return { cpuFile: `${folder}/cpu.stat`, processesFile: `${folder}/cgroup.procs` };
}

/** Reads user and system time in seconds, from cpuacct.usage (nanoseconds) or cpu.stat (microseconds). */
export function cpuSecondsIn(text: string): number {
  const micros = /^usage_usec (\d+)$/m.exec(text)?.[1];
  const seconds = micros === undefined ? Number(text) / 1e9 : Number(micros) / 1e6;
  if (!Number.isFinite(seconds)) throw new Error(`no processor time in: ${text}`);
  return seconds;
}

/** The resident memory of processes, in MiB. */
export interface ResidentMemory {
  /** All of it. Pages of files, mostly of the Node.js binary, are part of it. All pods of a node share these. */
  readonly all: number;
  /** The same, with each page divided by the number of processes that share it. */
  readonly proportional: number;
  /** What no file contains and no other process has. */
  readonly own: number;
}

/** Reads the memory of one process from the text of its /proc/<pid>/smaps_rollup. */
export function residentMemoryIn(rollup: string): ResidentMemory {
  const mebibytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1] ?? Number.NaN) / 1024;
  return { all: mebibytes('Rss'), proportional: mebibytes('Pss'), own: mebibytes('Anonymous') };
}

export const readControlGroup = (pid: number): ControlGroup => controlGroupOf(readFileSync(`/proc/${pid}/cgroup`, 'utf8'));

export const readCpuSeconds = ({ cpuFile }: ControlGroup): number => cpuSecondsIn(readFileSync(cpuFile, 'utf8'));

/** Adds up the memory of the processes in a control group. */
export function readResidentMemory({ processesFile }: ControlGroup): ResidentMemory {
  const pids = readFileSync(processesFile, 'utf8').split('\n').filter(Boolean);
  const memories = pids.map((pid) => residentMemoryIn(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')));
  const sum = (part: keyof ResidentMemory) => memories.reduce((total, memory) => total + memory[part], 0);
  return { all: sum('all'), proportional: sum('proportional'), own: sum('own') };
}
