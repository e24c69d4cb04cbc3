import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { KedaVersion } from '../../../config/keda-version';
import { cacheFolder } from '../../../lib/cache-folder';
import type { Buildah } from '../../image/buildah';
import { buildAgentImage } from '../../image/image';
import { markUsed, removeOld } from '../../lib/folders';
import { longStep } from '../../lib/long-step';
import { runCommand } from '../../lib/run-command';
import { AGENT_IMAGES, kedaImage, PAUSE_IMAGE } from './image-names';
import { KEPT_BUILDS, type Programs } from './programs';

/** Paths of image archives in the format of `docker save`. */
export interface Images {
  readonly agent: string;
  readonly pause: string;
  readonly keda: string;
}

/** Builds the agent image from docker/Dockerfile with the stub agent, and images that contain one program each. */
export async function buildImages(programs: Programs, kedaVersion: KedaVersion, scratch: string): Promise<Images> {
  const { buildah, name } = await buildAgentImage(scratch);
  return {
    agent: await agentArchive(buildah, name, scratch),
    pause: await programArchive(buildah, PAUSE_IMAGE, join(programs.pause, 'pause')),
    keda: await programArchive(buildah, kedaImage(kedaVersion), join(programs.keda, 'keda')),
  };
}

async function agentArchive(buildah: Buildah, image: string, scratch: string): Promise<string> {
  const id = await buildah.run('inspect', '--type', 'image', '--format', '{{.FromImageID}}', image);
  return cachedArchive(`agent-${id.slice(0, 16)}`, async (file) => {
    const single = join(scratch, 'agent.tar');
    await buildah.run('push', '--quiet', image, `docker-archive:${single}:${AGENT_IMAGES[0]}`);
    const content = join(scratch, 'agent-image');
    mkdirSync(content);
    await runCommand('tar', ['-C', content, '-xf', single]);
    rmSync(single);
    const manifest = join(content, 'manifest.json');
    const [entry] = JSON.parse(readFileSync(manifest, 'utf8')) as [Record<string, unknown>];
    writeFileSync(manifest, JSON.stringify([{ ...entry, RepoTags: AGENT_IMAGES }]));
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
