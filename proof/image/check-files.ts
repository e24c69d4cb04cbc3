import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuiltImage } from './image';
import { entriesOf, isSetId, isWritableBy } from './root-file-system';

/** The image's user and group. */
const USER = 10001;

/** All that a job may write, and nothing else: its work, the agent's own files beside the package's, what two containers share, home, temporary files. */
const WRITABLE = ['/azp/_work', '/azp/agent', '/azp/handover', '/home/agent', '/tmp', '/var/tmp'];

/** What the image's files are like. */
export async function checkFiles({ buildah, name }: BuiltImage): Promise<void> {
  const entries = [...entriesOf(await buildah.mount(name))];
  const paths = (some: typeof entries) => some.map(({ path }) => path).sort();

  test('no program is setuid or setgid', () => assert.deepEqual(paths(entries.filter(isSetId)), []));

  test('nothing is writable but the folders that must be', () => {
    const writable = entries.filter((entry) => isWritableBy(entry, USER) && !entry.path.startsWith('/home/agent/'));
    assert.deepEqual(paths(writable), WRITABLE);
  });

  test("the agent's files can neither be changed nor replaced: root owns them, and their folder is sticky", () => {
    const folder = entries.find(({ path }) => path === '/azp/agent');
    assert.equal(((folder?.stats.mode ?? 0) & 0o7777).toString(8), '1775');
    const others = entries.filter(({ path, stats }) => path.startsWith('/azp/agent') && stats.uid !== 0);
    assert.deepEqual(paths(others), []);
  });

  test('there is no sudo, and no package lists or archives are left', () => {
    const unwanted = /\/sudo$|^\/var\/lib\/apt\/lists\/.*Packages|^\/var\/cache\/apt\/archives\/.*\.deb$|^\/downloads/;
    assert.deepEqual(
      paths(entries).filter((path) => unwanted.test(path)),
      [],
    );
  });
}
