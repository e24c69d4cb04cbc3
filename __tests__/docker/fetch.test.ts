import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '..', '..', 'docker', 'fetch.sh');
const FOLDER = mkdtempSync(join(tmpdir(), 'fetch-'));
const SOURCE = join(FOLDER, 'source');
const TARGET = join(FOLDER, 'target');
const SHA256 = createHash('sha256').update('package').digest('hex');
writeFileSync(SOURCE, 'package');

const fetchFile = (url: string, sum: string) => spawnSync('sh', [SCRIPT, 'AGENT', url, sum, TARGET], { encoding: 'utf8' });

test('a download with the right checksum is kept', () => {
  expect(fetchFile(`file://${SOURCE}`, SHA256)).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(TARGET, 'utf8')).toBe('package');
});

test('a download with another checksum fails, and the message has both checksums', () => {
  const other = '0'.repeat(64);
  const ended = fetchFile(`file://${SOURCE}`, other);
  expect(ended.status).toBe(1);
  expect(ended.stderr).toContain(`has SHA-256 ${SHA256}, expected ${other} (AGENT_SHA256)`);
});

test('a missing checksum is an error before the download starts', () => {
  const ended = fetchFile('file:///nowhere', '');
  expect(ended).toMatchObject({ status: 1, stderr: expect.stringMatching(/^AGENT_SHA256 is empty: give the SHA-256/) });
});

test('a failed download is an error', () => {
  expect(fetchFile('file:///nowhere', SHA256).status).not.toBe(0);
});
