import { readdirSync, readFileSync } from 'node:fs';

/** Kills a process and its descendants. Parents are killed first, so that they start nothing new; this process is killed last. */
export function killTree(root: number): void {
  const tree = [root, ...descendants(root)];
  for (const pid of tree) if (pid !== process.pid) kill(pid);
  if (tree.includes(process.pid)) kill(process.pid);
}

/** Kills every other process that was started with the variable `name=value`. Returns their ids. */
export function killMarked(name: string, value: string): number[] {
  const mark = `${name}=${value}`;
  const marked = pids().filter((pid) => pid !== process.pid && read(pid, 'environ').split('\0').includes(mark));
  for (const pid of marked) kill(pid);
  return marked;
}

function descendants(root: number): number[] {
  const parents = new Map(pids().map((pid) => [pid, parentOf(pid)]));
  const below = (pid: number): number[] =>
    [...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)]);
  return below(root);
}

/** The second field of `stat` is a name in parentheses, which may itself contain spaces and parentheses. */
function parentOf(pid: number): number | undefined {
  const stat = read(pid, 'stat');
  return stat === '' ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function pids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Empty if the process has ended or belongs to another user. */
function read(pid: number, file: 'environ' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // The process has already ended.
  }
}
