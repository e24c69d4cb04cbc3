import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const script = join(__dirname, '..', '..', 'docker', 'fetch.sh');
const folder = mkdtempSync(join(tmpdir(), 'fetch-'));
const source = join(folder, 'source');
const target = join(folder, 'target');
const sha256 = createHash('sha256').update('package').digest('hex');
writeFileSync(source, 'package');

const fetchFile = (url: string, sum: string) => spawnSync('sh', [script, 'AGENT', url, sum, target], { encoding: 'utf8' });

test('a download with the right checksum is kept', () => {
  expect(fetchFile(`file://${source}`, sha256)).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(target, 'utf8')).toBe('package');
});

test('another checksum fails and both are told', () => {
  const other = '0'.repeat(64);
  const ended = fetchFile(`file://${source}`, other);
  expect(ended.status).toBe(1);
  expect(ended.stderr).toContain(`has SHA-256 ${sha256}, expected ${other} (AGENT_SHA256)`);
});

test('no checksum fails before anything is downloaded', () => {
  const ended = fetchFile('file:///nowhere', '');
  expect(ended).toMatchObject({ status: 1, stderr: expect.stringMatching(/^AGENT_SHA256 is empty: give the SHA-256/) });
});

test('a failed download fails', () => {
  expect(fetchFile('file:///nowhere', sha256).status).not.toBe(0);
});
