import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { aDraft } from '../support/builders';
import { Child } from '../support/child-process';

const ROOT = join(__dirname, '../..');
const CLIENT_ID = '0a1b2c3d-0000-4000-8000-00000000000c';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chart-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the command with a config. */
async function chart(args: readonly string[], draft: object = aDraft()) {
  writeFileSync(join(folder, 'config.json'), JSON.stringify(draft));
  const child = new Child(process.execPath, ['dist/scripts/write-chart.js', ...args], {
    cwd: ROOT,
    env: { AGENTS_CONFIG: join(folder, 'config.json') },
  });
  const code = await child.exited;
  return { code, output: child.output };
}

test.each([
  [['--image', 'ghcr.io/contoso/agent:1'], '--image is an image with its registry and without a tag, '],
  [['--runner-image', 'agent'], '--runner-image is an image with its registry and without a tag, '],
  [['--out', ''], '--out is empty'],
  [['--values', ''], '--values is empty'],
  [['--values', '-', '--out', 'folder'], '--values writes no chart'],
  [['--values', '-', '--without-keda'], '--values writes no chart'],
  [['--client-id', CLIENT_ID], '--client-id is part of the values'],
  [['folder'], 'unknown argument "folder"'],
])('%j is refused before anything is written', async (args, message) => {
  const { code, output } = await chart(args);
  expect({ code, isNamed: output.startsWith(message) }).toEqual({ code: 2, isNamed: true });
});

test('a folder with files of somebody else is left alone', async () => {
  const out = join(folder, 'own');
  mkdirSync(out);
  writeFileSync(join(out, 'Chart.yaml'), 'name: other\n');
  const { code, output } = await chart(['--out', out]);
  expect(code).toBe(1);
  expect(output).toContain('has files that npm run chart did not write, so nothing is written');
  expect(readdirSync(out)).toEqual(['Chart.yaml']);
});

test('a chart takes the place of an earlier one', async () => {
  const out = join(folder, 'chart');
  mkdirSync(join(out, 'templates'), { recursive: true });
  writeFileSync(join(out, 'Chart.yaml'), '# Made by: npm run chart\n');
  writeFileSync(join(out, 'templates/old.yaml'), '');
  const { code, output } = await chart(['--out', out, '--image', 'ghcr.io/contoso/agent', '--without-keda']);
  expect({ code, saysDependency: output.includes('helm dependency update') }).toEqual({ code: 0, saysDependency: false });
  expect(parse(readFileSync(join(out, 'Chart.yaml'), 'utf8'))).toMatchObject({ name: 'azure-pipelines-agents-aks' });
  expect(readFileSync(join(out, 'templates/_model.tpl'), 'utf8')).toContain('`ghcr.io/contoso/agent`');
  expect(readdirSync(join(out, 'templates'))).not.toContain('old.yaml');
  expect(readdirSync(folder).toSorted()).toEqual(['chart', 'config.json']);
});

test('the values of the config go to the standard output, and nothing else does', async () => {
  const identity = { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } };
  const { code, output } = await chart(['--values', '-', '--client-id', CLIENT_ID], aDraft({ azureDevOps: identity }));
  expect(code).toBe(0);
  expect(parse(output)).toMatchObject({ azureDevOps: { auth: { kind: 'workloadIdentity', clientId: CLIENT_ID } } });
});
