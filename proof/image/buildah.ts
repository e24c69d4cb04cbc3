import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../lib/run-command';
import { atExit } from './cleanup';

/** The part of the OCI image configuration that is used here. */
export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly WorkingDir: string;
  readonly Labels: Readonly<Record<string, string>>;
  /** Docker's addition to the OCI configuration. */
  readonly Healthcheck?: unknown;
}

/** buildah with a separate storage, so that it neither sees nor changes other images of the machine. */
export class Buildah {
  readonly #storage: readonly string[];

  /** @param folder for images, which are kept for later runs */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#storage = ['--root', join(folder, 'storage'), '--runroot', join(folder, 'run')];
  }

  /** Runs a buildah command. @returns its standard output */
  async run(...args: string[]): Promise<string> {
    // Needs no container engine: RUN uses a chroot with namespaces, and the network of the host.
    const output = await runCommand('buildah', [...this.#storage, ...args], { env: { BUILDAH_ISOLATION: 'chroot' } });
    return output.trim();
  }

  /** Whether the storage has an image. */
  async has(image: string): Promise<boolean> {
    return this.run('inspect', '--type', 'image', image).then(
      () => true,
      () => false,
    );
  }

  /** Reads the configuration of an image. */
  async configOf(image: string): Promise<ImageConfig> {
    const { OCIv1, Docker } = JSON.parse(await this.run('inspect', '--type', 'image', image)) as {
      OCIv1: { config: ImageConfig };
      Docker: { config: ImageConfig };
    };
    return { ...Docker.config, ...OCIv1.config };
  }

  /** Mounts the file system of a new container, which is removed when this process ends. @returns its folder */
  async mount(image: string): Promise<string> {
    const container = await this.run('from', '--pull-never', image);
    atExit(() => execFileSync('buildah', [...this.#storage, 'rm', container], { stdio: 'pipe' }));
    return this.run('mount', container);
  }
}
