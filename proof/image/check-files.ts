import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuiltImage } from './image';
import { entriesOf, isSetId, isWritableBy } from './root-file-system';

/** User and group of the image. */
const USER_ID = 10001;

/** All folders that a job may write: work, the own files of agent or runner next to the package's, handover, home, temporary files. */
const writableFolders = (kind: Kind) => ['/azp/_work', `/azp/${kind}`, '/azp/handover', '/home/agent', '/tmp', '/var/tmp'].sort();

/** What only the other image has: its package, and what belongs to it. */
const OF_OTHER = { agent: ['/azp/runner/bin'], runner: ['/azp/agent', '/opt/microsoft', '/usr/bin/pwsh'] } as const;

type Kind = keyof typeof OF_OTHER;

/** Tests owners, modes and presence of the files in an image. */
export async function checkFiles({ buildah, name }: BuiltImage, kind: Kind): Promise<void> {
  const entries = [...entriesOf(await buildah.mount(name))];
  const paths = (some: typeof entries) => some.map(({ path }) => path).sort();

  test(`no program of the ${kind} image is setuid or setgid`, () => assert.deepEqual(paths(entries.filter(isSetId)), []));

  test(`only the folders of the ${kind} image that must be writable are`, () => {
    const writable = entries.filter((entry) => isWritableBy(entry, USER_ID) && !entry.path.startsWith('/home/agent/'));
    assert.deepEqual(paths(writable), writableFolders(kind));
  });

  test(`the files of the ${kind} cannot be changed or replaced, because root owns them and their folder is sticky`, () => {
    const folder = entries.find(({ path }) => path === `/azp/${kind}`);
    assert.equal(((folder?.stats.mode ?? 0) & 0o7777).toString(8), '1775');
    const notOwnedByRoot = entries.filter(({ path, stats }) => path.startsWith(`/azp/${kind}`) && stats.uid !== 0);
    assert.deepEqual(paths(notOwnedByRoot), []);
  });

  test(`the ${kind} image has nothing of the other one`, () => {
    const others: readonly string[] = OF_OTHER[kind];
    assert.deepEqual(
      paths(entries).filter((path) => others.includes(path)),
      [],
    );
  });

  test(`there is no sudo in the ${kind} image, and no package lists or archives are left`, () => {
    const unwanted = /\/sudo$|^\/var\/lib\/apt\/lists\/.*Packages|^\/var\/cache\/apt\/archives\/.*\.deb$|^\/downloads/;
    assert.deepEqual(
      paths(entries).filter((path) => unwanted.test(path)),
      [],
    );
  });
}
