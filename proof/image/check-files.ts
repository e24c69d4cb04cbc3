import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuiltImage } from './image';
import { entriesOf, isSetId, isWritableBy } from './root-file-system';

/** User and group of the image. */
const USER_ID = 10001;

/** All folders that a job may write: work, the agent's own files next to the package's, handover, home, temporary files. */
const WRITABLE_FOLDERS = ['/azp/_work', '/azp/agent', '/azp/handover', '/home/agent', '/tmp', '/var/tmp'];

/** Tests owners, modes and presence of the files in the image. */
export async function checkFiles({ buildah, name }: BuiltImage): Promise<void> {
  const entries = [...entriesOf(await buildah.mount(name))];
  const paths = (some: typeof entries) => some.map(({ path }) => path).sort();

  test('no program is setuid or setgid', () => assert.deepEqual(paths(entries.filter(isSetId)), []));

  test('only the folders that must be writable are', () => {
    const writable = entries.filter((entry) => isWritableBy(entry, USER_ID) && !entry.path.startsWith('/home/agent/'));
    assert.deepEqual(paths(writable), WRITABLE_FOLDERS);
  });

  test("the agent's files cannot be changed or replaced, because root owns them and their folder is sticky", () => {
    const folder = entries.find(({ path }) => path === '/azp/agent');
    assert.equal(((folder?.stats.mode ?? 0) & 0o7777).toString(8), '1775');
    const notOwnedByRoot = entries.filter(({ path, stats }) => path.startsWith('/azp/agent') && stats.uid !== 0);
    assert.deepEqual(paths(notOwnedByRoot), []);
  });

  test('there is no sudo, and no package lists or archives are left', () => {
    const unwanted = /\/sudo$|^\/var\/lib\/apt\/lists\/.*Packages|^\/var\/cache\/apt\/archives\/.*\.deb$|^\/downloads/;
    assert.deepEqual(
      paths(entries).filter((path) => unwanted.test(path)),
      [],
    );
  });
}
