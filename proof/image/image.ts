import { join } from 'node:path';
import { projectOf } from '../../config/project';
import { cacheFolder } from '../../lib/cache-folder';
import { step } from '../lib/step';
import { baseImage } from './base-image';
import { buildImage, type Ingredients } from './build-image';
import { Buildah } from './buildah';
import { nodePackage } from './node-package';
import { agentStub, powerShellStub, runnerStub } from './stub-packages';

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
export const buildAgentImage = (scratch: string): Promise<BuiltImage> =>
  build('agent image', async (project) => ({
    name: 'localhost/agent:test',
    archives: { AGENT: await agentStub(project, scratch), POWERSHELL: await powerShellStub(scratch) },
  }));

/** Builds the runner image in the same way, with a stub of the runner. There is no archive of the agent to download. */
export const buildRunnerImage = (scratch: string): Promise<BuiltImage> =>
  build('runner image', async (project) => ({
    name: 'localhost/runner:test',
    archives: { RUNNER: await runnerStub(project, scratch) },
    buildArgs: { IMAGE: 'runner' },
  }));

async function build(
  title: string,
  ingredientsIn: (project: string) => Promise<Omit<Ingredients, 'base' | 'extraPackages'>>,
): Promise<BuiltImage> {
  const cache = cacheFolder('image-test');
  const { root } = projectOf(__dirname);
  const buildah = new Buildah(join(cache, 'buildah'));
  const base = await baseImage(buildah, cache);
  const node = await nodePackage(cache);
  const name = await step(`${title} on ${base}`, async () => {
    const { archives, ...ingredients } = await ingredientsIn(root);
    return buildImage(buildah, root, { ...ingredients, base, archives: { ...archives, NODE: node }, extraPackages: EXTRA_PACKAGES });
  });
  return { buildah, name, base };
}
