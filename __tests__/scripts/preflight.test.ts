import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDraft } from '../support/builders';

test('on a workstation with nothing, a deploy does not begin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-'));
  writeFileSync(join(folder, 'config.json'), JSON.stringify(aDraft()));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/scripts/preflight.js'], {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
    env: { PATH: folder, AGENTS_CONFIG: join(folder, 'config.json') },
  });
  rmSync(folder, { recursive: true });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^This deploy would fail:\n- terraform is missing: .*\n(- .*\n)*$/);
});
