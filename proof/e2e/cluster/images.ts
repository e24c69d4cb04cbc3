import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cacheFolder } from '../../../lib/cache-folder';
import type { Buildah } from '../../image/buildah';
import { agentImage } from '../../image/image';
import { removeOld } from '../../lib/folders';
import { longStep } from '../../lib/progress';
import { runCommand } from '../../lib/run-command';
import { AGENT_IMAGES, KEDA_IMAGE, PAUSE_IMAGE } from './image-names';
import type { Programs } from './programs';

/** Archives of images, as `docker save` writes them. */
export interface Images {
  readonly agent: string;
  readonly pause: string;
  readonly keda: string;
}

/** Builds docker/Dockerfile with the stub of the agent, and an image of one program each for the rest. */
export async function buildImages(programs: Programs, scratch: string): Promise<Images> {
  const { buildah, name } = await agentImage(scratch);
  return {
    agent: await agentArchive(buildah, name, scratch),
    pause: await programArchive(buildah, PAUSE_IMAGE, join(programs.pause, 'pause')),
    keda: await programArchive(buildah, KEDA_IMAGE, join(programs.keda, 'keda')),
  };
}

async function agentArchive(buildah: Buildah, image: string, scratch: string): Promise<string> {
  const id = await buildah.run('inspect', '--type', 'image', '--format', '{{.FromImageID}}', image);
  return archived(`agent-${id.slice(0, 16)}`, async (file) => {
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

/** An image of one static program, that runs as nobody in particular. */
async function programArchive(buildah: Buildah, image: string, program: string): Promise<string> {
  const name = basename(program);
  return archived(basename(join(program, '..')), async (file) => {
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

/** An archive in the cache, in the place of an older one of the same image: the part before the hyphen says which image. */
async function archived(name: string, write: (file: string) => Promise<void>): Promise<string> {
  const folder = cacheFolder('e2e', 'images');
  const archive = join(folder, `${name}.tar`);
  if (existsSync(archive)) return archive;
  const image = name.split('-')[0] ?? name;
  await longStep(`archive of the image "${image}"`, async () => {
    removeOld(folder, `${image}-`, 1);
    rmSync(`${archive}.partial`, { force: true });
    await write(`${archive}.partial`);
    renameSync(`${archive}.partial`, archive);
  });
  return archive;
}
