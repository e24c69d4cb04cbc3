import { join } from 'node:path';
import type { Buildah } from './buildah';
import { serveFiles } from './file-server';

export interface Ingredients {
  /** The image to build on. */
  readonly base: string;
  /** Path of the archive that replaces the download of the agent. The same applies to the next two. */
  readonly agent: string;
  readonly powerShell: string;
  readonly node: string;
  readonly extraPackages: readonly string[];
}

/** Builds docker/Dockerfile unchanged, with every download from a mirror on loopback. @returns the name of the image */
export async function buildImage(buildah: Buildah, project: string, ingredients: Ingredients): Promise<string> {
  const image = 'localhost/agent:test';
  const mirror = await serveFiles([ingredients.agent, ingredients.powerShell, ingredients.node]);
  try {
    const names = ['AGENT', 'POWERSHELL', 'NODE'];
    const args = [
      `BASE_IMAGE=${ingredients.base}`,
      `EXTRA_PACKAGES=${ingredients.extraPackages.join(',')}`,
      ...mirror.served.flatMap(({ url, sha256 }, index) => [`${names[index]}_URL=${url}`, `${names[index]}_SHA256=${sha256}`]),
    ].flatMap((arg) => ['--build-arg', arg]);
    // Docker's format, as in ACR Tasks. The format of OCI would silently drop a HEALTHCHECK.
    await buildah.run('build', '--format', 'docker', '--layers', '--network', 'host', ...args, '--tag', image, join(project, 'docker'));
    return image;
  } finally {
    mirror.close();
  }
}
