import { join } from 'node:path';
import type { Buildah } from './buildah';
import { serveFiles } from './file-server';

export interface Ingredients {
  /** Name of the image to build. */
  readonly name: string;
  /** The image to build on. */
  readonly base: string;
  /** Paths of the archives that replace downloads, by the prefix of their build arguments: AGENT, NODE. */
  readonly archives: Readonly<Record<string, string>>;
  readonly extraPackages: readonly string[];
  /** Further build arguments. @default {} */
  readonly buildArgs?: Readonly<Record<string, string>>;
}

/** Builds docker/Dockerfile unchanged, with every download from a mirror on loopback. @returns the name of the image */
export async function buildImage(buildah: Buildah, project: string, ingredients: Ingredients): Promise<string> {
  const { name, base, archives, extraPackages, buildArgs = {} } = ingredients;
  const prefixes = Object.keys(archives);
  const mirror = await serveFiles(Object.values(archives));
  try {
    const args = [
      `BASE_IMAGE=${base}`,
      `EXTRA_PACKAGES=${extraPackages.join(',')}`,
      ...mirror.served.flatMap(({ url, sha256 }, index) => [`${prefixes[index]}_URL=${url}`, `${prefixes[index]}_SHA256=${sha256}`]),
      ...Object.entries(buildArgs).map(([argument, value]) => `${argument}=${value}`),
    ].flatMap((arg) => ['--build-arg', arg]);
    // Docker's format, as in ACR Tasks. The format of OCI would silently drop a HEALTHCHECK. All stages are built, as the
    // classic builder of ACR Tasks does.
    const options = ['--format', 'docker', '--layers', '--skip-unused-stages=false', '--network', 'host'];
    await buildah.run('build', ...options, ...args, '--tag', name, join(project, 'docker'));
    return name;
  } finally {
    mirror.close();
  }
}
