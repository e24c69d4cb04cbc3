import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Handover } from '../../../agent/handover/handover';
import { temporaryFolder } from '../support/fakes';

test('a flag can be set, seen and cleared any number of times', async () => {
  const handover = new Handover(temporaryFolder());
  await handover.clear('stop');
  expect(handover.has('stop')).toBe(false);
  await handover.set('stop');
  await handover.set('stop');
  expect(handover.has('stop')).toBe(true);
  await handover.clear('stop');
  expect(handover.has('stop')).toBe(false);
});

test('a symbolic link in the place of a flag is not followed', async () => {
  const folder = temporaryFolder();
  const victim = join(folder, 'token');
  writeFileSync(victim, 's3cret');
  symlinkSync(victim, join(folder, 'stop'));
  await new Handover(folder).set('stop');
  expect(readFileSync(victim, 'utf8')).toBe('s3cret');

  symlinkSync(join(folder, 'created'), join(folder, 'ready'));
  await new Handover(folder).set('ready');
  expect(() => readFileSync(join(folder, 'created'))).toThrow('ENOENT');
});

test('a folder that cannot be written causes an error', async () => {
  await expect(new Handover('/proc/nowhere').set('ready')).rejects.toThrow('ENOENT');
});

test.each<[string, (path: string) => void]>([
  ['a link that leads nowhere', (path) => symlinkSync('/nowhere', path)],
  ['a link to itself', (path) => symlinkSync(path, path)],
  ['a pipe', (path) => void execFileSync('mkfifo', [path])],
  ['a folder that is not empty', (path) => void mkdirSync(join(path, 'more'), { recursive: true })],
])('%s counts as the flag whose name it has, is not written to, and can be cleared', async (_what, put) => {
  const handover = new Handover(temporaryFolder());
  put(join(handover.folder, 'stop'));
  expect(handover.has('stop')).toBe(true);
  await handover.set('stop');
  await handover.clear('stop');
  expect(handover.has('stop')).toBe(false);
});

test('in a missing folder, or a file in its place, no flag is set', () => {
  expect(new Handover('/dev/null/handover').has('stop')).toBe(false);
  expect(new Handover('/nowhere').has('stop')).toBe(false);
});
