import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../lib/run-command';
import { atExit } from './cleanup';

/** What an image says of itself: the part of the OCI image configuration that is looked at here. */
export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly WorkingDir: string;
  readonly Labels: Readonly<Record<string, string>>;
  /** Docker's own addition; it must not be there. */
  readonly Healthcheck?: unknown;
}

/** buildah with a storage of its own, so that it neither sees nor touches other images of the machine. */
export class Buildah {
  readonly #storage: readonly string[];

  /** @param folder where images are kept from one run to the next */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#storage = ['--root', join(folder, 'storage'), '--runroot', join(folder, 'run')];
  }

  /** Runs one buildah command and gives what it printed. */
  async run(...args: string[]): Promise<string> {
    // Without an engine: RUN is a chroot with namespaces, on the network of the host.
    const output = await runCommand('buildah', [...this.#storage, ...args], { env: { BUILDAH_ISOLATION: 'chroot' } });
    return output.trim();
  }

  async has(image: string): Promise<boolean> {
    return this.run('inspect', '--type', 'image', image).then(
      () => true,
      () => false,
    );
  }

  async configOf(image: string): Promise<ImageConfig> {
    const { OCIv1, Docker } = JSON.parse(await this.run('inspect', '--type', 'image', image)) as {
      OCIv1: { config: ImageConfig };
      Docker: { config: ImageConfig };
    };
    return { ...Docker.config, ...OCIv1.config };
  }

  /** Mounts a fresh container's file system, which is removed when this process ends. @returns its folder */
  async mount(image: string): Promise<string> {
    const container = await this.run('from', '--pull-never', image);
    atExit(() => execFileSync('buildah', [...this.#storage, 'rm', container], { stdio: 'pipe' }));
    return this.run('mount', container);
  }
}
