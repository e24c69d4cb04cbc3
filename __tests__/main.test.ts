import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDraft } from './support/builders';

const root = join(__dirname, '..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'main-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the compiled program like cdktf, with its own config. */
function run(config: unknown) {
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const outdir = join(folder, 'out');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/synth.cjs'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, AGENTS_CONFIG: join(folder, 'config.json'), CDKTF_OUTDIR: outdir },
  });
  return { status, stdout, stderr, outdir };
}

test('an invalid config: prints every problem on stderr and writes nothing, exit code 1, no stack trace', () => {
  const { status, stdout, stderr, outdir } = run(aDraft({ name: 'Pipelines', agentPools: [{ name: 'linux', maxAgents: 0 }] }));
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toBe(`${join(folder, 'config.json')} has 2 problems:
- name must be 1 to 24 lower-case letters, digits and "-", starting with a letter and not ending in "-", got "Pipelines": choose a short name, like pipelines
- agentPools[0].maxAgents must be a whole number from 1 to 1000, got 0: set the most jobs that may run at the same time
`);
  expect(existsSync(outdir)).toBe(false);
});

test('a valid config: writes four stacks and prints nothing, exit code 0', () => {
  const { status, stdout, stderr, outdir } = run(aDraft());
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  for (const stack of ['platform', 'image', 'keda', 'agents']) {
    expect(existsSync(join(outdir, 'stacks', `pipelines-${stack}`, 'cdk.tf.json'))).toBe(true);
  }
});
