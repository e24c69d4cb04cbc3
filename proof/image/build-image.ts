import { join } from 'node:path';
import type { Buildah } from './buildah';
import { serveFiles } from './file-server';

export interface Ingredients {
  /** The image to build on. */
  readonly base: string;
  /** Archives in the place of the three downloads. */
  readonly agent: string;
  readonly powerShell: string;
  readonly node: string;
  readonly extraPackages: readonly string[];
}

/** Builds docker/Dockerfile as it is, with every download from a mirror on loopback. @returns the image's name */
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
    // Docker's format, as ACR Tasks make it: the OCI's would drop a HEALTHCHECK unseen.
    await buildah.run('build', '--format', 'docker', '--layers', '--network', 'host', ...args, '--tag', image, join(project, 'docker'));
    return image;
  } finally {
    mirror.close();
  }
}
