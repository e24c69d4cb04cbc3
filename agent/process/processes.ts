import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A process. Its start time distinguishes it from a later one with the same number, because the kernel reuses numbers. */
export interface Process {
  readonly pid: number;
  /** In clock ticks since the machine started, as /proc has it. */
  readonly startTime: string;
}

/** What this program needs to know about other processes. */
export interface ProcessTable {
  /** A child of the process `parent` that runs this program. Reads every process on the machine. */
  childOf(parent: number, program: string): Process | undefined;
  /** Whether this process still runs. Reads no other process. */
  runs(process: Process): boolean;
}

const PROCESS_NUMBER = /^\d+$/;

interface Status {
  readonly state: string;
  readonly parent: number;
  readonly startTime: string;
}

/** Reads /proc. Its lists of children are not used, because not every kernel has them (CONFIG_PROC_CHILDREN). */
export function procTable(proc = '/proc'): ProcessTable {
  return {
    childOf: (parent, program) => {
      for (const name of readdirSync(proc)) {
        if (!PROCESS_NUMBER.test(name)) continue;
        const status = readStatus(proc, name);
        if (status?.parent === parent && readProgram(proc, name).includes(program)) {
          return { pid: Number(name), startTime: status.startTime };
        }
      }
      return undefined;
    },
    runs: ({ pid, startTime }) => {
      const status = readStatus(proc, String(pid));
      // A process that has ended stays as a zombie until its parent reads its exit code.
      return status?.startTime === startTime && status.state !== 'Z';
    },
  };
}

/** Undefined if the process is gone. */
function readStatus(proc: string, pid: string): Status | undefined {
  const stat = read(join(proc, pid, 'stat'));
  if (stat === undefined) return undefined;
  // The second field is the program's name in parentheses. The name may contain ")", so the fields are counted after the last one.
  const [state = '', parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state, parent: Number(parent), startTime: rest[17] ?? '' };
}

/** The file names of argv[0] and argv[1]: for a script, argv[0] is the interpreter. */
function readProgram(proc: string, pid: string): string[] {
  const argv = (read(join(proc, pid, 'cmdline')) ?? '').split('\0').slice(0, 2);
  return argv.map((arg) => basename(arg));
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process ended after it was listed.
    return undefined;
  }
}
