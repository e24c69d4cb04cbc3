import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDraft } from '../support/builders';

/** A Kubernetes version whose end of support is not known: its warning would come on some days only. */
const NO_KNOWN_END = { kubernetesVersion: '1.99' };

test('after a synth, warnings are on stderr, and no price is shown for an unknown name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'summary-'));
  writeFileSync(join(folder, 'config.json'), JSON.stringify(aDraft({ location: 'westeuropa', cluster: NO_KNOWN_END })));
  const run = (program: string) =>
    spawnSync(process.execPath, [program], {
      cwd: join(__dirname, '../..'),
      encoding: 'utf8',
      env: { ...process.env, AGENTS_CONFIG: join(folder, 'config.json'), CDKTF_OUTDIR: join(folder, 'out') },
    });
  expect(run('dist/synth.cjs').status).toBe(0);
  const { status, stdout, stderr } = run('dist/scripts/synth-summary.js');
  rmSync(folder, { recursive: true });
  expect(status).toBe(0);
  expect(stderr).toMatch(/^Warning: location is "westeuropa", .* did you mean "westeurope"\? .*\n$/);
  expect(stdout).toContain('\nCost: not counted, because location "westeuropa" is not an Azure region that this project knows\n');
});
