import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What this program asks about other processes. */
export interface ProcessTable {
  /** True while a process of that program runs below this one. */
  runs(program: string): boolean;
}

interface Entry {
  readonly parent: number;
  readonly program: readonly string[];
}

/**
 * Reads /proc. Only descendants of `root` count: with a shared process namespace the other
 * container's processes are visible too.
 */
export function procTable(root: number, proc = '/proc'): ProcessTable {
  return {
    runs: (program) => {
      const entries = readEntries(proc);
      return [...entries].some(([pid, entry]) => entry.program.includes(program) && descends(entries, pid, root));
    },
  };
}

function readEntries(proc: string): Map<number, Entry> {
  const entries = new Map<number, Entry>();
  for (const name of readdirSync(proc)) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The second field is the name in parentheses and may hold anything, so count from the last ")".
      const stat = readFileSync(join(proc, name, 'stat'), 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      // argv[0], and argv[1] for a script, where argv[0] is the interpreter.
      const argv = readFileSync(join(proc, name, 'cmdline'), 'utf8')
        .split('\0')
        .slice(0, 2);
      entries.set(Number(name), { parent, program: argv.map((arg) => basename(arg)) });
    } catch {
      // The process ended between the listing and the reading.
    }
  }
  return entries;
}

function descends(entries: ReadonlyMap<number, Entry>, pid: number, root: number): boolean {
  let current = entries.get(pid);
  for (let steps = 0; current !== undefined && steps < entries.size; steps++) {
    if (current.parent === root) return true;
    current = entries.get(current.parent);
  }
  return false;
}
