import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Handover } from '../../agent/handover';
import { temporaryFolder } from './support/fakes';

test('a signal is set, seen and cleared, any number of times', async () => {
  const handover = new Handover(temporaryFolder());
  await handover.clear('stop');
  expect(handover.has('stop')).toBe(false);
  await handover.set('stop');
  await handover.set('stop');
  expect(handover.has('stop')).toBe(true);
  await handover.clear('stop');
  expect(handover.has('stop')).toBe(false);
});

test('a symbolic link in the place of a signal leads nowhere', async () => {
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

test('a folder that cannot be written is an error', async () => {
  await expect(new Handover('/proc/nowhere').set('ready')).rejects.toThrow('ENOENT');
});
