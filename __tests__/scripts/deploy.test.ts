import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDraft, type Draft } from '../support/builders';

/** A Kubernetes version whose end of support is not known: its warning would come on some days only. */
const NO_KNOWN_END = { kubernetesVersion: '1.99' };

/** Runs the preflight with a config, on a workstation without programs. */
function preflight(draft: Draft, ...args: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-'));
  writeFileSync(join(folder, 'config.json'), JSON.stringify(draft));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/scripts/deploy.js', ...args], {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
    env: { PATH: folder, AGENTS_CONFIG: join(folder, 'config.json') },
  });
  rmSync(folder, { recursive: true });
  return { status, stdout, stderr };
}

test('on a workstation without programs, a deploy does not begin', () => {
  const { status, stdout, stderr } = preflight(aDraft());
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^This deploy would fail:\n- terraform is missing: .*\n(- .*\n)*$/);
});

test('warnings come first', () => {
  expect(preflight(aDraft({ location: 'westeuropa', cluster: NO_KNOWN_END })).stderr).toMatch(
    /^Warning: location is "westeuropa", .* did you mean "westeurope"\? .*\nThis deploy would fail:\n/,
  );
});

test('a stack as an argument is refused: cdktf would deploy all', () => {
  expect(preflight(aDraft(), 'pipelines-agents')).toEqual({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /takes no stack, got "pipelines-agents".* "npx cdktf deploy pipelines-agents". See: npm run deploy -- --help\n$/,
    ),
  });
});
