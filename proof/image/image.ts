import { join } from 'node:path';
import { projectOf } from '../../config/project';
import { cacheFolder } from '../../lib/cache-folder';
import { step } from '../lib/step';
import { baseImage } from './base-image';
import { buildImage } from './build-image';
import { Buildah } from './buildah';
import { nodePackage } from './node-package';
import { agentStub, powerShellStub } from './stub-packages';

/** Debian packages for the build argument EXTRA_PACKAGES: small ones that contain a program of the same name. */
export const EXTRA_PACKAGES = ['make', 'patch'] as const;

export interface BuiltImage {
  readonly buildah: Buildah;
  readonly name: string;
  /** Name of the base image. */
  readonly base: string;
}

/**
 * Builds the agent image from docker/, on a minimal base, with stubs of the agent and of PowerShell and the real Node.js.
 * @param scratch folder for files of this run
 */
export async function buildAgentImage(scratch: string): Promise<BuiltImage> {
  const cache = cacheFolder('image-test');
  const project = projectOf(__dirname);
  const buildah = new Buildah(join(cache, 'buildah'));
  const base = await baseImage(buildah, cache);
  const node = await nodePackage(cache);
  const name = await step(`agent image on ${base}`, async () => {
    const [agent, powerShell] = await Promise.all([agentStub(project.root, scratch), powerShellStub(scratch)]);
    return buildImage(buildah, project.root, { base, agent, powerShell, node, extraPackages: EXTRA_PACKAGES });
  });
  return { buildah, name, base };
}
