import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from '../../support/child-process';

// The compiled program that `npm run fake-github` starts.
const MAIN = join(__dirname, '..', '..', '..', 'dist', 'proof', 'fake-github', 'main.js');
const start = (...args: string[]) => new Child(process.execPath, [MAIN, ...args], { env: {} });

let child: Child | undefined;
const folder = mkdtempSync(join(tmpdir(), 'fake-github-'));
afterEach(() => child?.kill());
afterAll(() => rmSync(folder, { recursive: true }));

test('the program prints what a client needs, serves requests, and exits with 0 after SIGTERM', async () => {
  const key = join(folder, 'key.pem');
  child = start('--port', '0', '--token', 'secret', '--group', 'Special', '--app-key', key);
  await child.says(/^Press Ctrl-C to stop/);
  const url = /AZP_GITHUB_URL=(.*)\/contoso/.exec(child.output)?.[1];
  expect(child.output).toMatch(/GITHUB_TOKEN=secret\n {2}AZP_GITHUB_CLIENT_ID=Iv23\w+\n {2}AZP_GITHUB_INSTALLATION_ID=\d+\n/);
  expect(readFileSync(key, 'utf8')).toContain('BEGIN RSA PRIVATE KEY');
  expect(statSync(key).mode & 0o777).toBe(0o600);
  const page = /^Fake GitHub, page: (.*)$/m.exec(child.output)?.[1] ?? '';
  expect(await (await fetch(page)).text()).toContain('<h1>Fake GitHub</h1>');
  const headers = { authorization: 'Bearer secret' };
  const answer = await fetch(`${url}/api/v3/orgs/contoso/actions/runner-groups`, { headers });
  expect(await answer.json()).toMatchObject({ runner_groups: [{ name: 'Default' }, { name: 'Special' }] });
  child.signal('SIGTERM');
  expect(await child.exited).toBe(0);
});

test('an invalid argument is reported, with exit code 2', async () => {
  child = start('--mode', 'both');
  expect(await child.exited).toBe(2);
  expect(child.output).toBe('--mode must be direct or acquire, got "both". See: npm run fake-github -- --help\n');
});
