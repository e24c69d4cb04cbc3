import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeGitHub } from '../../proof/fake-github/fake-github';
import { aGitHubDraft } from '../support/builders';
import { Child } from '../support/child-process';

const ROOT = join(__dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runners-'));
  writeFileSync(join(folder, 'config.json'), JSON.stringify(aGitHubDraft()));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a command with a config that has runner pools only. */
async function run(command: string, variables: NodeJS.ProcessEnv, ...args: readonly string[]) {
  const env = { ...variables, PATH: folder, HOME: folder, AGENTS_CONFIG: join(folder, 'config.json') };
  const child = new Child(process.execPath, [`dist/operate/${command}/main.js`, ...args], { cwd: ROOT, env });
  return { code: await child.exited, output: child.output };
}

test('the doctor leaves out what is for agent pools only', async () => {
  const { output } = await run('doctor', {}, '--before');
  expect(output).toContain('Azure CLI: not found');
  expect(output).toContain('skipped  Agent pools of Azure Pipelines: none is configured\n');
  expect(output).not.toContain('Azure DevOps organisation');
  expect(output).toContain('Sign-in to GitHub: TF_VAR_github_key is not set');
});

test('a check for agent pools only is refused', async () => {
  expect(await run('doctor', {}, '--only', 'organization')).toEqual({
    code: 2,
    output: '--only organization is a check of azureDevOps, which is not configured. See: npm run doctor -- --help\n',
  });
});

test('the doctor signs in to GitHub, and shows no key', async () => {
  const github = await FakeGitHub.start();
  const { app, installation, privateKey } = github.addApp();
  const auth = { kind: 'app', clientId: app.clientId, installationId: installation.id };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(aGitHubDraft({ gitHub: { url: 'https://github.com/contoso', auth } })));
  const { output } = await run('doctor', { TF_VAR_github_key: privateKey }, '--before', '--github-url', github.organisation());
  await github.close();
  expect(output).toContain(`ok       Sign-in to GitHub: the private key in TF_VAR_github_key is accepted, as App ${app.slug}\n`);
  expect(output).toContain('may register runners of the organisation\n');
  expect(output).not.toContain(privateKey.split('\n')[1]);
});
