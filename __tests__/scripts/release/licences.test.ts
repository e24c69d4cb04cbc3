import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProjectFile } from '../../pipelines/project-files';
import { Child } from '../../support/child-process';

const ROOT = join(__dirname, '../../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'licences-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function write(node: string) {
  writeFileSync(join(folder, 'LICENSE'), node);
  const out = join(folder, 'out');
  const child = new Child(process.execPath, ['scripts/release/write-licences.mjs', out, join(folder, 'LICENSE')], { cwd: ROOT, env: {} });
  const code = await child.exited;
  const written = existsSync(out) ? readdirSync(out).map((file) => [file, readFileSync(join(out, file), 'utf8')] as const) : [];
  return { code, output: child.output, written: new Map(written) };
}

test('writes the licences of this project, of Node.js, and of each package in the bundles of the images', async () => {
  const node = 'Node.js is licensed for use as follows:\n';
  const { code, written } = await write(node);
  expect(code).toBe(0);
  expect([...written.keys()].sort()).toEqual(['azure-pipelines-agents-aks.txt', 'node.txt', 'npm-packages.txt']);
  expect(written.get('azure-pipelines-agents-aks.txt')).toBe(readProjectFile('LICENSE'));
  expect(written.get('node.txt')).toBe(node);
  const packages = written.get('npm-packages.txt') ?? '';
  // One of each bundle, one below another package, and one that only the command line of this project needs.
  expect(packages).toContain(`prom-client 15.1.3 (Apache-2.0)\n\n`);
  expect(packages).toContain('@azure/identity 4.13.0 (MIT)\n\n');
  expect(packages).toMatch(/^open \d/m);
  expect(packages).not.toMatch(/^cli-table3 /m);
  expect(packages).toContain('Permission is hereby granted, free of charge');
});

test('another text than the licence of Node.js is refused', async () => {
  const { code, output, written } = await write('Something else');
  expect(code).toBe(1);
  expect(output).toContain('is not the LICENSE of Node.js');
  expect(written.size).toBe(0);
});

test('its Dockerfile changes nothing but what it adds', () => {
  const lines = readProjectFile('scripts/release/licences.Dockerfile').split('\n');
  expect(lines.filter((line) => /^[A-Z]+ /.test(line)).map((line) => line.split(' ')[0])).toEqual(['ARG', 'FROM', 'COPY']);
});
