import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from '../../../support/child-process';

const SCRIPT = join(__dirname, '..', '..', '..', '..', 'scripts', 'pack-stub-runner.mjs');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stub-tar-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const pack = (file: string) => execFileSync(process.execPath, [SCRIPT, '--tar', file], { encoding: 'utf8' }).split(' ')[0];

test('the same build results in the same archive, which is a runner package', async () => {
  const [first, second] = [join(folder, 'a.tar.gz'), join(folder, 'b.tar.gz')];
  expect(pack(second)).toBe(pack(first));
  execFileSync('tar', ['-xzf', first, '-C', folder]);
  const listener = new Child(join(folder, 'bin', 'Runner.Listener'), ['--version'], { env: { PATH: process.env['PATH'] } });
  expect([await listener.exited, listener.output]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
});
