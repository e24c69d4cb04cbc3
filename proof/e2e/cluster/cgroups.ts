import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const ROOT = '/sys/fs/cgroup';

/** Returns the roots of the cgroup hierarchies: one for version 2, one for each controller for version 1. */
function hierarchies(): readonly string[] {
  if (isVersion2()) return [ROOT];
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => join(ROOT, name)).filter((folder) => existsSync(join(folder, 'cgroup.procs')));
}

const isVersion2 = () => existsSync(join(ROOT, 'cgroup.controllers'));

/** Returns the hierarchy that is used to find and end processes. */
function processHierarchy(): string {
  const all = hierarchies();
  const found = all.find((folder) => basename(folder) === 'pids') ?? all[0];
  if (found === undefined) throw new Error(`${ROOT} has no cgroups`);
  return found;
}

/** Creates a cgroup for the processes of a run. @returns the file to which a process writes 0 to join it */
export function createProcessGroup(name: string): string {
  const folder = join(processHierarchy(), name, 'processes');
  mkdirSync(folder, { recursive: true });
  return join(folder, 'cgroup.procs');
}

/** Creates a cgroup below that of a run in all hierarchies, with all controllers. @returns its path in the form that the kubelet needs */
export function createCgroup(name: string, child: string): string {
  for (const hierarchy of hierarchies()) {
    const [parent, folder] = [join(hierarchy, name), join(hierarchy, name, child)];
    mkdirSync(parent, { recursive: true });
    if (isVersion2()) for (const each of [hierarchy, parent]) delegateControllers(each);
    mkdirSync(folder, { recursive: true });
    // In version 1 a new cpuset is empty, and no process can join an empty one.
    for (const each of existsSync(join(folder, 'cpuset.cpus')) && !isVersion2() ? [parent, folder] : []) {
      for (const file of ['cpuset.cpus', 'cpuset.mems']) writeFileSync(join(each, file), readFileSync(join(hierarchy, file)));
    }
  }
  return `/${name}/${child}`;
}

/** Enables all controllers, because the kubelet refuses a cgroup that lacks a controller of the root. */
function delegateControllers(folder: string): void {
  const controllers = readFileSync(join(folder, 'cgroup.controllers'), 'utf8').trim().split(/\s+/).filter(Boolean);
  for (const controller of controllers) writeFileSync(join(folder, 'cgroup.subtree_control'), `+${controller}`);
}

/** Sends SIGKILL to all processes in a run's cgroup. @returns how many there were */
export function killProcesses(name: string): number {
  const pids = foldersBelow(join(processHierarchy(), name)).flatMap((folder) =>
    readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n'),
  );
  const processes = pids.filter(Boolean).map(Number);
  for (const pid of processes) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  return processes.length;
}

/** Removes a run's cgroup from all hierarchies. It must not contain processes. */
export function removeCgroup(name: string): void {
  for (const hierarchy of hierarchies()) for (const folder of [...foldersBelow(join(hierarchy, name))].reverse()) rmdirSync(folder);
}

/** Returns a folder and all folders below it, parents first. The files in a cgroup cannot and need not be deleted. */
function foldersBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const children = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...children.flatMap(({ name }) => foldersBelow(join(folder, name)))];
}
