import { execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './support/fakes';
import { PoolScene } from './support/pool-scene';
import { anEnvironment } from './support/settings';

const ROOT = join(__dirname, '..', '..');
const BUNDLE = join(temporaryFolder(), 'agent.cjs');
let pool: PoolScene;

beforeAll(() => {
  const esbuild = join(ROOT, 'node_modules', '.bin', 'esbuild');
  const main = join(ROOT, 'agent', 'main.ts');
  execFileSync(esbuild, [
    main,
    '--bundle',
    '--platform=node',
    '--target=node24',
    '--format=cjs',
    '--log-level=error',
    `--outfile=${BUNDLE}`,
  ]);
});
beforeEach(async () => {
  pool = await PoolScene.start();
});
afterEach(() => pool.stop());

interface Ended {
  readonly code: number;
  readonly output: string;
}

function call(args: readonly string[], env: Record<string, string | undefined>): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BUNDLE, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
    });
  });
}

/** An agent package whose listener runs the script `listener`. Its config.sh and its listener record their environment. */
function installPackage(home: string, listener: string): void {
  mkdirSync(join(home, 'bin'));
  const scripts = {
    'config.sh': `env > config.env; echo "$@" > config.args
printf '\\357\\273\\277{"agentId":%s,"poolId":44}' "$AGENT_ID" > .agent; echo '{"scheme":"OAuth"}' > .credentials; echo {} > .credentials_rsaparams`,
    'bin/Agent.Listener': `env > listener.env; ${listener}`,
    'bin/Agent.Worker': `while [ ! -e end-of-job ]; do sleep 0.05; done`,
  };
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(home, name), `#!/bin/bash\n${script}\n`);
    chmodSync(join(home, name), 0o755);
  }
}

function anInstalledAgent(listener: string, more: Record<string, string> = {}) {
  const env = anEnvironment(pool.url, { AGENT_ID: String(pool.add('linux-x7k2p')), ...more });
  const home = env['AZP_AGENT_HOME'] ?? '';
  installPackage(home, listener);
  return { env, home, read: (name: string) => readFileSync(join(home, name), 'utf8') };
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`not within 20 s: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('--help explains the settings; a usage error ends with 64', async () => {
  expect(await call(['--help'], {})).toMatchObject({ code: 0, output: expect.stringContaining('AZP_POOL_ID') });
  expect(await call(['start'], {})).toMatchObject({ code: 64, output: expect.stringContaining('unknown command \\"start\\"') });
  expect(await call(['run', '--once'], {})).toMatchObject({ code: 64 });
  expect(await call(['--once'], {})).toMatchObject({ code: 64, output: expect.stringContaining('cannot start an agent in one container') });
  expect(await call([], {})).toMatchObject({ code: 64, output: expect.stringContaining('set AZP_URL') });
}, 30_000);

test('without a command one container registers, runs one job and deregisters', async () => {
  const agent = anInstalledAgent('echo "$(date -u "+%Y-%m-%d %H:%M:%SZ"): Running job: build"; exit 0', { AZP_CAPABILITIES: 'kubectl' });
  const ended = await call([], agent.env);
  expect(ended).toMatchObject({ code: 0 });
  expect(pool.agents).toEqual([]);
  expect(agent.read('config.args')).toBe('--unattended\n');
  expect(agent.read('config.env')).toContain('VSTS_AGENT_INPUT_TOKEN=s3cret-token');
  expect(agent.read('.capabilities')).toBe('kubectl=\n');
  expect(agent.read('listener.env')).toContain('agent.disableupdate=1');
  expect(agent.read('listener.env')).not.toMatch(/s3cret-token|^AZP_/m);
  expect(ended.output).not.toContain('s3cret-token');
}, 30_000);

test('two containers: the job is marked as started, SIGTERM waits for its end, then the agent is deregistered', async () => {
  const agent = anInstalledAgent('exit 0');
  const handover = agent.env['AZP_HANDOVER'] ?? '';
  const runHome = temporaryFolder();
  installPackage(runHome, 'bin/Agent.Worker; exit 0');

  const registrar = spawn(process.execPath, [BUNDLE, 'register'], { env: agent.env, stdio: 'ignore' });
  const runner = spawn(process.execPath, [BUNDLE, 'run'], {
    env: { PATH: agent.env['PATH'], AZP_HANDOVER: handover, AZP_AGENT_HOME: runHome },
    stdio: 'ignore',
  });
  const codes: Record<string, number | null> = {};
  registrar.on('exit', (code) => Object.assign(codes, { register: code }));
  runner.on('exit', (code) => Object.assign(codes, { run: code }));

  await until(() => existsSync(join(handover, 'job-started')));
  runner.kill('SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(codes).toEqual({});
  writeFileSync(join(runHome, 'end-of-job'), '');
  await until(() => 'run' in codes);
  expect(pool.agents).toHaveLength(1);
  registrar.kill('SIGTERM');
  await until(() => 'register' in codes);
  expect(codes).toEqual({ run: 0, register: 0 });
  expect(pool.agents).toEqual([]);
}, 60_000);
