import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namesOf } from '../../config/names';
import { aConfig, aDraft } from '../support/builders';
import { Child } from '../support/child-process';

const ROOT = join(__dirname, '../..');
const CLIENT_ID = '0a1b2c3d-0000-4000-8000-00000000000c';
const IDENTITY = { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifests-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the command with a config. Returns also the text of all files that it wrote. */
async function manifests(draft: object, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  writeFileSync(join(folder, 'config.json'), JSON.stringify(draft));
  const out = join(folder, 'out');
  const env = { AGENTS_CONFIG: join(folder, 'config.json'), ...environment };
  const child = new Child(process.execPath, ['dist/scripts/write-manifests.js', '--out', out, ...args], { cwd: ROOT, env });
  const code = await child.exited;
  const files = readdirSync(folder).includes('out') ? readdirSync(out) : [];
  return { code, output: child.output, files, text: files.map((file) => readFileSync(join(out, file), 'utf8')).join('\n') };
}

test('with a token: writes the objects, and says what must be there before they are applied', async () => {
  const { code, output, files } = await manifests(aDraft(), []);
  expect(code).toBe(0);
  expect(files).toContain(`01-namespace-${namesOf(aConfig()).agentsNamespace}.yaml`);
  expect(output).toMatch(/These must exist first:\n- KEDA .*\n- the token, .*\n.*kubectl create secret generic/);
  expect(output.indexOf('These must exist first')).toBeLessThan(output.indexOf('kubectl apply -f'));
});

test.each([
  ['the option', ['--client-id', CLIENT_ID], {}],
  ['the variable', [], { AZURE_CLIENT_ID: CLIENT_ID }],
])('with workload identity: %s gives the client id', async (_, args, environment) => {
  const { code, text } = await manifests(aDraft({ azureDevOps: IDENTITY }), args, environment);
  expect(code).toBe(0);
  expect(text).toContain(`azure.workload.identity/client-id: ${CLIENT_ID}`);
  expect(text).not.toContain('${');
});

test.each([
  [[], /^with workload identity, the files contain the client id .*: add --client-id or set AZURE_CLIENT_ID\./],
  [['--client-id', '${AZURE_CLIENT_ID}'], /^a client id is a GUID, .*, got "\$\{AZURE_CLIENT_ID\}"/],
])('with workload identity and %j nothing is written', async (args, message) => {
  const { code, output, files } = await manifests(aDraft({ azureDevOps: IDENTITY }), args);
  expect(code).toBe(2);
  expect(output).toMatch(message);
  expect(files).toEqual([]);
});

test('a folder as an argument is refused, because it takes --out', async () => {
  const { code, output } = await manifests(aDraft(), ['folder']);
  expect({ code, output }).toEqual({ code: 2, output: 'unknown argument "folder". See: npm run manifests -- --help\n' });
});

test('an empty --out is refused, because it would mean the current folder', async () => {
  const { code, output } = await manifests(aDraft(), ['--out=']);
  expect({ code, output }).toEqual({ code: 2, output: '--out is empty: name a folder; see --help\n' });
});

test('a second deployment in the same folder is refused, and the files of the first stay', async () => {
  const first = await manifests(aDraft(), []);
  const second = await manifests(aDraft({ name: 'other' }), []);
  expect({ code: second.code, files: second.files }).toEqual({ code: 1, files: first.files });
  expect(second.output).toMatch(/without the first line "# npm run manifests: other", so nothing is written\. /);
});
