import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProjectFile } from '../pipelines/project-files';
import { importsOf } from '../support/import-graph';

const ROOT = join(__dirname, '../..');

/** The commands of a page that copy the example config to where updates do not change it. */
const commandsOf = (page: string): readonly string[] =>
  [...readProjectFile(page).matchAll(/^\$ ((?:mkdir|sed) .*environments.*)$/gm)].map(([, command = '']) => command);

test.each([
  ['README.md', 'production'],
  ['docs/configuration.md', 'production'],
  ['docs/tasks.md', 'staging'],
])('the commands of %s make a config that imports what it needs', (page, name) => {
  const folder = mkdtempSync(join(tmpdir(), 'own-config-'));
  try {
    copyFileSync(join(ROOT, 'agents.config.ts'), join(folder, 'agents.config.ts'));
    const { status, stderr } = spawnSync('bash', ['-ec', commandsOf(page).join('\n')], { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const file = `environments/${name}.ts`;
    expect(importsOf(file, readFileSync(join(folder, file), 'utf8'))).toEqual(['config/define']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
