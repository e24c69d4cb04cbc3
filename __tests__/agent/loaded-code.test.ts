import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from '../support/child-process';
import { temporaryFolder } from './support/fakes';
import { PoolScene } from './support/pool-scene';
import { anEnvironment } from './support/settings';

// What an agent's two programs load decides what its start costs: docs/decisions/0035.

const DOCKER = join(__dirname, '..', '..', 'docker');
const PROGRAM = join(DOCKER, 'agent.cjs');

/** Runs the bundled program until it ends. @returns its output, and the names of the modules of Node.js that it has loaded */
async function load(command: string, env: Readonly<Record<string, string | undefined>>) {
  const folder = temporaryFolder();
  const [preload, list] = [join(folder, 'preload.cjs'), join(folder, 'modules')];
  writeFileSync(
    preload,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(list)}, process.moduleLoadList.join('\\n')));`,
  );
  const child = new Child(process.execPath, ['--require', preload, PROGRAM, command], { env });
  await child.exited;
  const modules = readFileSync(list, 'utf8').split('\n');
  return { output: child.output, modules: modules.map((name) => name.replace(/^NativeModule /, '')) };
}

const FETCH = 'internal/deps/undici/undici';

test.each([
  ['agent', {}],
  ['runner', { AZP_GITHUB_URL: 'https://github.com/contoso' }],
])('run loads nothing of a network but what starts a process, for an entry of %ss', async (noun, more) => {
  const { output, modules } = await load('run', { AZP_HANDOVER: temporaryFolder(), AZP_READY_SECONDS: '0.01', ...more });
  expect(output).toContain(`no ${noun} was handed over`);
  expect(modules).toContain('child_process');
  for (const name of [FETCH, 'http', 'https', 'tls', 'crypto']) expect(modules).not.toContain(name);
});

test('register loads neither fetch nor, for a service without TLS, TLS', async () => {
  const pool = await PoolScene.start();
  try {
    const { output, modules } = await load('register', anEnvironment(pool.url));
    expect(output).toContain('"event":"registering"');
    expect(modules).toContain('http');
    for (const name of [FETCH, 'https', 'tls']) expect(modules).not.toContain(name);
  } finally {
    await pool.stop();
  }
}, 30_000);

test('the sign-in to Entra ID is a file of its own, which the program finds next to itself', async () => {
  expect(existsSync(join(DOCKER, 'entra-credentials.js'))).toBe(true);
  expect(readFileSync(PROGRAM, 'utf8')).not.toContain('login.microsoftonline.com');
  // It was 650 kB with it.
  expect(statSync(PROGRAM).size).toBeLessThan(300_000);
  const { output } = await load('register', {
    ...anEnvironment('http://127.0.0.1:1/contoso'),
    AZP_TOKEN: undefined,
    AZP_CLIENTID: 'client',
    AZP_CLIENTSECRET: 'secret',
    AZP_TENANTID: 'not a tenant',
    AZP_CONFIG_SECONDS: '0.01',
  });
  expect(output).toContain('Invalid tenant id');
}, 30_000);
