import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = '/sys/fs/cgroup';

/** Folders of a kubelet for its classes of pods, by what their containers request: all of it, some of it, nothing. */
const CLASSES = ['', 'burstable', 'besteffort'] as const;

/** Reads the CPU time of pods from their cgroups, which are on this machine if the end-to-end cluster was created here. */
export class PodCpu {
  readonly #root: string;
  /** Cgroups by the UID of the pod, to find each one only once. */
  readonly #folders = new Map<string, string>();

  constructor(root = ROOT) {
    this.#root = root;
  }

  /** CPU seconds of all containers of a pod since its creation; undefined if it has no cgroup on this machine. */
  secondsOf(uid: string): number | undefined {
    const folder = this.#folders.get(uid) ?? this.#find(uid);
    if (folder === undefined) return undefined;
    this.#folders.set(uid, folder);
    return readSeconds(folder);
  }

  #find(uid: string): string | undefined {
    return this.#nodes()
      .flatMap((node) => CLASSES.map((each) => join(node, 'kubepods', each, `pod${uid}`)))
      .find((folder) => existsSync(folder));
  }

  /** The cgroups of the nodes of all clusters that the end-to-end test has created. */
  #nodes(): readonly string[] {
    const hierarchy = [join(this.#root, 'cpuacct'), this.#root].find((folder) => existsSync(folder)) ?? this.#root;
    return foldersIn(hierarchy, 'agents-e2e-').flatMap((run) => foldersIn(run, 'node-'));
  }
}

function foldersIn(folder: string, prefix: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(folder, name));
}

/** Reads version 2 in microseconds, or version 1 in nanoseconds. Undefined if the pod has just been removed. */
function readSeconds(folder: string): number | undefined {
  try {
    if (existsSync(join(folder, 'cpuacct.usage'))) return Number(readFileSync(join(folder, 'cpuacct.usage'), 'utf8')) / 1e9;
    const [, usage] = /^usage_usec (\d+)$/m.exec(readFileSync(join(folder, 'cpu.stat'), 'utf8')) ?? [];
    return usage === undefined ? undefined : Number(usage) / 1e6;
  } catch (error) {
    if (['ENOENT', 'ENODEV'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
