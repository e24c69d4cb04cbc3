import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from '../../../support/child-process';

const SCRIPT = join(__dirname, '..', '..', '..', '..', 'scripts', 'pack-stub-agent.mjs');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stub-tar-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const pack = (file: string) => execFileSync(process.execPath, [SCRIPT, '--tar', file], { encoding: 'utf8' }).split(' ')[0];

test('the same build results in the same archive and checksum', () => {
  const [first, second] = [join(folder, 'a.tar.gz'), join(folder, 'b.tar.gz')];
  const checksum = pack(first);
  expect(pack(second)).toBe(checksum);
  expect(execFileSync('sha256sum', [first], { encoding: 'utf8' }).split(' ')[0]).toBe(checksum);
  expect(readFileSync(first).equals(readFileSync(second))).toBe(true);
});

test('the unpacked archive is an agent package', async () => {
  const file = join(folder, 'vsts-agent.tar.gz');
  pack(file);
  execFileSync('tar', ['-xzf', file, '-C', folder]);
  const config = new Child(join(folder, 'config.sh'), ['--version'], { env: { PATH: process.env['PATH'], AGENT_ALLOW_RUNASROOT: '1' } });
  expect([await config.exited, config.output]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
});
