import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandResult, runToEnd } from '../lib/run-command';
import type { Buildah, ImageConfig } from './buildah';
import { atExit } from './cleanup';

export interface Mount {
  /** A folder of this machine. */
  readonly source: string;
  readonly destination: string;
  readonly readOnly: boolean;
}

export interface ContainerOptions {
  /** Arguments of the entrypoint. */
  readonly args: readonly string[];
  /** @default - the entrypoint of the image */
  readonly entrypoint?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly mounts?: readonly Mount[];
  /** Whether only the mounts can be written. @default false */
  readonly readOnlyRoot?: boolean;
}

/** The part of an OCI runtime configuration that is changed here. */
interface RuntimeSpec {
  process: Record<string, unknown> & { capabilities: Record<string, string[]> };
  root: { path: string; readonly: boolean };
  mounts: { destination: string; type: string; source: string; options: string[] }[];
  linux: { namespaces: { type: string }[] };
}

/**
 * A container of an image, run by runc as the Pod Security Standard "restricted" requires: the image's user, no capabilities, no
 * new privileges. It has its own mounts, processes, IPC and host name, and the network of the host.
 */
export class Container {
  readonly #id: string;
  readonly #bundle: string;
  readonly #state: readonly string[];

  private constructor(bundle: string) {
    this.#bundle = bundle;
    this.#id = bundle.slice(bundle.lastIndexOf('/') + 1);
    this.#state = ['--root', join(bundle, 'state')];
  }

  /** Prepares a container below a folder. The container is removed when this process ends. */
  static async create(buildah: Buildah, image: string, folder: string, options: ContainerOptions): Promise<Container> {
    const container = new Container(mkdtempSync(join(folder, 'container-')));
    const root = await buildah.mount(image);
    atExit(() => rmSync(container.#bundle, { recursive: true, force: true }));
    execFileSync('runc', ['spec'], { cwd: container.#bundle });
    const file = join(container.#bundle, 'config.json');
    const spec = JSON.parse(readFileSync(file, 'utf8')) as RuntimeSpec;
    writeFileSync(file, JSON.stringify(runtimeSpec(spec, root, await buildah.configOf(image), options)));
    return container;
  }

  /** Runs the container until its program ends. */
  run(): Promise<CommandResult> {
    atExit(() => execFileSync('runc', [...this.#state, 'delete', '--force', this.#id], { stdio: 'pipe' }));
    return runToEnd('runc', [...this.#state, 'run', '--bundle', this.#bundle, this.#id]);
  }

  /** Runs another program in the container, with the same rights. */
  exec(...args: string[]): Promise<CommandResult> {
    return runToEnd('runc', [...this.#state, 'exec', this.#id, ...args]);
  }

  /** The number of the container's first process on this machine; undefined until it runs. */
  async pid(): Promise<number | undefined> {
    const { code, stdout } = await runToEnd('runc', [...this.#state, 'state', this.#id]);
    if (code !== 0) return undefined;
    const { pid, status } = JSON.parse(stdout) as { pid: number; status: string };
    return status === 'running' ? pid : undefined;
  }

  /** Sends a signal to the first process of the container. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<CommandResult> {
    return runToEnd('runc', [...this.#state, 'kill', this.#id, signal]);
  }
}

function runtimeSpec(spec: RuntimeSpec, root: string, image: ImageConfig, options: ContainerOptions): RuntimeSpec {
  const [uid, gid] = image.User.split(':').map(Number);
  return {
    ...spec,
    root: { path: root, readonly: options.readOnlyRoot ?? false },
    process: {
      ...spec.process,
      terminal: false,
      user: { uid, gid },
      args: [...(options.entrypoint ?? image.Entrypoint), ...options.args],
      env: [...image.Env, ...Object.entries(options.env ?? {}).map(([name, value]) => `${name}=${value}`)],
      cwd: image.WorkingDir,
      capabilities: Object.fromEntries(Object.keys(spec.process.capabilities).map((set) => [set, []])),
      noNewPrivileges: true,
    },
    mounts: [
      ...spec.mounts,
      ...(options.mounts ?? []).map(({ source, destination, readOnly }) => ({
        destination,
        type: 'bind',
        source,
        options: ['bind', readOnly ? 'ro' : 'rw', 'nosuid', 'nodev'],
      })),
    ],
    linux: { ...spec.linux, namespaces: spec.linux.namespaces.filter(({ type }) => type !== 'network') },
  };
}
