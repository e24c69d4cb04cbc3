import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killProcessesIn } from '../../../proof/fork/left-processes';
import { Child } from '../../support/child-process';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'left-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const RUNNING = "console.log('running'); setInterval(() => {}, 1000)";

test('a process that works in the folder, and one with a path in it, are killed', async () => {
  const inside = new Child(process.execPath, ['-e', RUNNING], { cwd: folder, env: {} });
  const named = new Child(process.execPath, ['-e', RUNNING, join(folder, 'a')], { env: {} });
  const other = new Child(process.execPath, ['-e', RUNNING, `${folder}-other/a`], { env: {} });
  await Promise.all([inside, named, other].map((child) => child.says(/running/)));
  killProcessesIn(folder);
  expect(await Promise.all([inside.exited, named.exited])).toEqual([137, 137]);
  expect(other.code).toBeUndefined();
  other.signal('SIGKILL');
  await other.exited;
});
