import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { KedaVersion } from '../../../config/keda-version';
import { cacheFolder } from '../../../lib/cache-folder';
import type { Buildah } from '../../image/buildah';
import { buildAgentImage, buildRunnerImage } from '../../image/image';
import { markUsed, removeOld } from '../../lib/folders';
import { KEPT_BUILDS } from '../../lib/go/build-program';
import { longStep } from '../../lib/long-step';
import { runCommand } from '../../lib/run-command';
import { AGENT_IMAGES, kedaImage, PAUSE_IMAGE, RUNNER_IMAGE } from './image-names';
import type { Programs } from './programs';

/** Paths of image archives in the format of `docker save`. */
export interface Images {
  /** The agent image and the runner image. */
  readonly agents: string;
  readonly pause: string;
  readonly keda: string;
}

/** An image in the storage of buildah, and the names that it gets in the cluster. */
interface NamedImage {
  readonly image: string;
  readonly names: readonly string[];
}

/** Builds the images of docker/Dockerfile with stubs of agent and runner, and images that contain one program each. */
export async function buildImages(programs: Programs, kedaVersion: KedaVersion, scratch: string): Promise<Images> {
  const { buildah, name: agent } = await buildAgentImage(scratch);
  const { name: runner } = await buildRunnerImage(scratch);
  const ofDockerfile: readonly NamedImage[] = [
    { image: agent, names: AGENT_IMAGES },
    { image: runner, names: [RUNNER_IMAGE] },
  ];
  return {
    agents: await agentsArchive(buildah, ofDockerfile, scratch),
    pause: await programArchive(buildah, PAUSE_IMAGE, join(programs.pause, 'pause')),
    keda: await programArchive(buildah, kedaImage(kedaVersion), join(programs.keda, 'keda')),
  };
}

/** Writes several images into one archive, which contains the layers that they share once. */
async function agentsArchive(buildah: Buildah, images: readonly NamedImage[], scratch: string): Promise<string> {
  const ids = await Promise.all(
    images.map(({ image }) => buildah.run('inspect', '--type', 'image', '--format', '{{.FromImageID}}', image)),
  );
  return cachedArchive(`agent-${ids.map((id) => id.slice(0, 16)).join('-')}`, async (file) => {
    const content = join(scratch, 'agent-images');
    mkdirSync(content);
    const manifest = join(content, 'manifest.json');
    const entries: object[] = [];
    for (const { image, names } of images) {
      const single = join(scratch, 'single.tar');
      await buildah.run('push', '--quiet', image, `docker-archive:${single}:${names[0]}`);
      await runCommand('tar', ['-C', content, '-xf', single]);
      rmSync(single);
      const [entry] = JSON.parse(readFileSync(manifest, 'utf8')) as [Record<string, unknown>];
      entries.push({ ...entry, RepoTags: names });
    }
    writeFileSync(manifest, JSON.stringify(entries));
    await runCommand('tar', ['-C', content, '-cf', file, '.']);
    rmSync(content, { recursive: true });
  });
}

/** Builds an image that contains one static program, which runs as user 65532. */
async function programArchive(buildah: Buildah, image: string, program: string): Promise<string> {
  const name = basename(program);
  return cachedArchive(basename(join(program, '..')), async (file) => {
    const container = await buildah.run('from', 'scratch');
    try {
      await buildah.run('copy', '--quiet', container, program, `/${name}`);
      await buildah.run('config', '--user', '65532:65532', '--entrypoint', JSON.stringify([`/${name}`]), container);
      await buildah.run('commit', '--quiet', '--format', 'docker', container, image);
    } finally {
      await buildah.run('rm', container);
    }
    await buildah.run('push', '--quiet', image, `docker-archive:${file}:${image}`);
  });
}

/** Returns an archive from the cache, or writes it and deletes old ones of the same image. @param name image, hyphen, and anything */
async function cachedArchive(name: string, write: (file: string) => Promise<void>): Promise<string> {
  const folder = cacheFolder('e2e', 'images');
  const archive = join(folder, `${name}.tar`);
  if (existsSync(archive)) return markUsed(archive);
  const image = name.split('-')[0] ?? name;
  await longStep(`archive of the image "${image}"`, async () => {
    removeOld(folder, { prefix: `${image}-`, keep: KEPT_BUILDS - 1 });
    rmSync(`${archive}.partial`, { force: true });
    await write(`${archive}.partial`);
    renameSync(`${archive}.partial`, archive);
  });
  return archive;
}
