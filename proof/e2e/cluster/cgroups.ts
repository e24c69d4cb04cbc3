import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const ROOT = '/sys/fs/cgroup';

/** Roots of the hierarchies: one of version 2, or one for each controller of version 1. */
export function hierarchies(): readonly string[] {
  if (isVersion2()) return [ROOT];
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => join(ROOT, name)).filter((folder) => existsSync(join(folder, 'cgroup.procs')));
}

const isVersion2 = () => existsSync(join(ROOT, 'cgroup.controllers'));

/** The hierarchy by which processes are found and ended. */
function tracking(): string {
  const all = hierarchies();
  const found = all.find((folder) => basename(folder) === 'pids') ?? all[0];
  if (found === undefined) throw new Error(`no cgroups in ${ROOT}`);
  return found;
}

/** Makes a cgroup for the processes of a run. @returns the file by which a process puts itself into it */
export function createProcessGroup(name: string): string {
  const folder = join(tracking(), name, 'processes');
  mkdirSync(folder, { recursive: true });
  return join(folder, 'cgroup.procs');
}

/** Makes a cgroup below a run's in all hierarchies, with every controller that the kubelet may want. @returns its path, as the kubelet wants it */
export function createCgroup(name: string, child: string): string {
  for (const hierarchy of hierarchies()) {
    const [parent, folder] = [join(hierarchy, name), join(hierarchy, name, child)];
    mkdirSync(parent, { recursive: true });
    if (isVersion2()) for (const each of [hierarchy, parent]) delegateControllers(each);
    mkdirSync(folder, { recursive: true });
    // A cpuset of version 1 begins empty, and no process can be in an empty one.
    for (const each of existsSync(join(folder, 'cpuset.cpus')) && !isVersion2() ? [parent, folder] : []) {
      for (const file of ['cpuset.cpus', 'cpuset.mems']) writeFileSync(join(each, file), readFileSync(join(hierarchy, file)));
    }
  }
  return `/${name}/${child}`;
}

/** The kubelet refuses a cgroup that lacks a controller of the root. */
function delegateControllers(folder: string): void {
  const controllers = readFileSync(join(folder, 'cgroup.controllers'), 'utf8').trim().split(/\s+/).filter(Boolean);
  for (const controller of controllers) writeFileSync(join(folder, 'cgroup.subtree_control'), `+${controller}`);
}

/** Kills what is in a run's cgroup. @returns how many processes were found */
export function killProcesses(name: string): number {
  const pids = foldersBelow(join(tracking(), name)).flatMap((folder) => readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n'));
  const living = pids.filter(Boolean).map(Number);
  for (const pid of living) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  return living.length;
}

/** Removes a run's cgroup, which must have no processes, from all hierarchies. */
export function removeCgroup(name: string): void {
  for (const hierarchy of hierarchies()) for (const folder of [...foldersBelow(join(hierarchy, name))].reverse()) rmdirSync(folder);
}

/** A folder and those below it, parents first; the files in a cgroup are no files. */
function foldersBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const children = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...children.flatMap(({ name }) => foldersBelow(join(folder, name)))];
}
