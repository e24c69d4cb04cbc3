import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A process that does not turn into another one when its number is given out again. */
export interface Process {
  readonly pid: number;
  /** As /proc tells it, in clock ticks since the start of the machine. */
  readonly startTime: string;
}

/** What this program asks about other processes. */
export interface ProcessTable {
  /** A child of the process `parent` that runs that program. Looks at every process there is. */
  childOf(parent: number, program: string): Process | undefined;
  /** Whether that very process still runs. Looks at nothing else. */
  runs(process: Process): boolean;
}

interface Status {
  readonly state: string;
  readonly parent: number;
  readonly startTime: string;
}

/** Reads /proc. The lists of children that it can have are not there in every kernel (CONFIG_PROC_CHILDREN). */
export function procTable(proc = '/proc'): ProcessTable {
  return {
    childOf: (parent, program) => {
      for (const name of readdirSync(proc)) {
        if (!/^\d+$/.test(name)) continue;
        const status = readStatus(proc, name);
        if (status?.parent === parent && readProgram(proc, name).includes(program)) {
          return { pid: Number(name), startTime: status.startTime };
        }
      }
      return undefined;
    },
    runs: ({ pid, startTime }) => {
      const status = readStatus(proc, String(pid));
      // One that has ended stays as a zombie until its parent has noticed.
      return status?.startTime === startTime && status.state !== 'Z';
    },
  };
}

/** Undefined when the process is gone. */
function readStatus(proc: string, pid: string): Status | undefined {
  const stat = read(join(proc, pid, 'stat'));
  if (stat === undefined) return undefined;
  // The second field is the name in parentheses and may hold anything, so count from the last ")".
  const [state = '', parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state, parent: Number(parent), startTime: rest[17] ?? '' };
}

/** The name of argv[0], and of argv[1] for a script, where argv[0] is the interpreter. */
function readProgram(proc: string, pid: string): string[] {
  const argv = (read(join(proc, pid, 'cmdline')) ?? '').split('\0').slice(0, 2);
  return argv.map((arg) => basename(arg));
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process ended between the listing and the reading.
    return undefined;
  }
}
