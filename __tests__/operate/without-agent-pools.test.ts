import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
async function run(command: string, ...args: readonly string[]) {
  const env = { PATH: folder, HOME: folder, AGENTS_CONFIG: join(folder, 'config.json') };
  const child = new Child(process.execPath, [`dist/operate/${command}/main.js`, ...args], { cwd: ROOT, env });
  return { code: await child.exited, output: child.output };
}

test('the doctor leaves out what is for agent pools only', async () => {
  const { output } = await run('doctor', '--before');
  expect(output).toContain('Azure CLI: not found');
  expect(output).not.toContain('Azure DevOps');
});

test('a check for agent pools only is refused', async () => {
  expect(await run('doctor', '--only', 'organization')).toEqual({
    code: 2,
    output: '--only organization is a check of azureDevOps, which the config does not have. See: npm run doctor -- --help\n',
  });
});
