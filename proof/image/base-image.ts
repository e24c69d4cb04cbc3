import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runCommand } from '../lib/run-command';
import { step } from '../lib/step';
import type { Buildah } from './buildah';

const PATH_VARIABLE = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Returns the name of an image of Debian or Ubuntu to build on: the one that TEST_IMAGE_BASE names (an archive of a root file
 * system, or an image that can be pulled), otherwise a minimal one that debootstrap creates and that is kept in the cache folder.
 */
export async function baseImage(buildah: Buildah, cache: string): Promise<string> {
  const given = process.env['TEST_IMAGE_BASE'];
  if (given && !existsSync(given)) return given;
  const archive = given || (await bootstrapArchive(cache));
  const { size, mtimeMs } = statSync(archive);
  const image = `localhost/base:${createHash('sha256')
    .update(`${basename(archive)} ${size} ${mtimeMs}`)
    .digest('hex')
    .slice(0, 16)}`;
  if (!(await buildah.has(image))) await step(`base image from ${archive}`, () => importArchive(buildah, archive, image));
  return image;
}

async function importArchive(buildah: Buildah, archive: string, image: string): Promise<void> {
  const container = await buildah.run('from', 'scratch');
  try {
    await buildah.run('add', '--quiet', container, archive, '/');
    await buildah.run('config', '--env', PATH_VARIABLE, '--cmd', '/bin/bash', container);
    await buildah.run('commit', '--quiet', container, image);
  } finally {
    await buildah.run('rm', container);
  }
}

/** Creates a root file system of this machine's distribution, because debootstrap has its keys; of Debian 12 on other machines. */
async function bootstrapArchive(cache: string): Promise<string> {
  const { id, codename } = distribution();
  const archive = join(cache, `${id}-${codename}.tar`);
  if (existsSync(archive)) return archive;
  const root = join(cache, `${id}-${codename}`);
  await step(`root file system of ${id} ${codename} with debootstrap (cached for later runs)`, async () => {
    rmSync(root, { recursive: true, force: true });
    const components = id === 'ubuntu' ? 'main,universe' : 'main';
    const mirror = process.env['TEST_IMAGE_MIRROR'];
    await runCommand('debootstrap', ['--variant=minbase', `--components=${components}`, codename, root, ...(mirror ? [mirror] : [])]);
    rmSync(join(root, 'var/cache/apt/archives'), { recursive: true, force: true });
    await runCommand('tar', ['-C', root, '--numeric-owner', '-cf', `${archive}.partial`, '.']);
    rmSync(root, { recursive: true, force: true });
    renameSync(`${archive}.partial`, archive);
  });
  return archive;
}

function distribution(): { readonly id: string; readonly codename: string } {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const id = /^ID="?(\w+)/m.exec(release)?.[1];
  const codename = /^VERSION_CODENAME="?(\w+)/m.exec(release)?.[1];
  return (id === 'debian' || id === 'ubuntu') && codename ? { id, codename } : { id: 'debian', codename: 'bookworm' };
}
