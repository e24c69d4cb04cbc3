import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../config/load';
import { aDraft } from '../support/builders';

let project: string;
let compiled: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'config-'));
  compiled = join(project, 'dist');
  mkdirSync(join(compiled, 'configs', 'environments'), { recursive: true });
  mkdirSync(join(project, 'environments'));
});

afterEach(() => rmSync(project, { recursive: true }));

function addModule(path: string, config: unknown): void {
  writeFileSync(join(project, `${path}.ts`), '');
  writeFileSync(join(compiled, 'configs', `${path}.cjs`), `exports.default = ${JSON.stringify(config)};`);
}

test('loads agents.config.ts by default', () => {
  addModule('agents.config', aDraft({ name: 'default' }));
  expect(loadConfig({}, project, compiled).name).toBe('default');
});

test('loads another module of the project if the environment names one', () => {
  addModule('environments/prod', aDraft({ name: 'prod' }));
  expect(loadConfig({ AGENTS_CONFIG: 'environments/prod.ts' }, project, compiled).name).toBe('prod');
});

test('loads a JSON file', () => {
  writeFileSync(join(project, 'prod.json'), JSON.stringify(aDraft({ name: 'json' })));
  expect(loadConfig({ AGENTS_CONFIG: 'prod.json' }, project, compiled).name).toBe('json');
});

test('the message names the file with the problems', () => {
  writeFileSync(join(project, 'prod.json'), JSON.stringify(aDraft({ name: 'Prod' })));
  expect(() => loadConfig({ AGENTS_CONFIG: 'prod.json' }, project, compiled)).toThrow(/^prod\.json has 1 problem:\n- name must be /);
});

test.each([
  ['missing.ts', 'AGENTS_CONFIG must exist, got "missing.ts": create it, or set AGENTS_CONFIG to another file'],
  ['README.md', 'AGENTS_CONFIG must be a .ts or .json file, got "README.md": see agents.config.ts for the form'],
  ['new.ts', 'AGENTS_CONFIG must be compiled, got "new.ts": run: npm run build'],
  [
    '../outside.ts',
    'AGENTS_CONFIG must be a .ts file of this project, got "../outside.ts": move it here so that it is type-checked, or write it as .json',
  ],
])('%s', (file, problem) => {
  if (file !== 'missing.ts') writeFileSync(join(project, file), '');
  expect(() => loadConfig({ AGENTS_CONFIG: file }, project, compiled)).toThrow(`${file} has 1 problem:\n- ${problem}`);
  rmSync(join(project, file), { force: true });
});

test('invalid JSON is reported', () => {
  writeFileSync(join(project, 'prod.json'), '{');
  expect(() => loadConfig({ AGENTS_CONFIG: 'prod.json' }, project, compiled)).toThrow(
    /^prod\.json has 1 problem:\n- AGENTS_CONFIG must be valid JSON, got "prod\.json": /,
  );
});

test.each([
  ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16, as Windows PowerShell writes it', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
])('JSON in %s', (_, encode) => {
  writeFileSync(join(project, 'prod.json'), encode(JSON.stringify(aDraft({ name: 'json' }))));
  expect(loadConfig({ AGENTS_CONFIG: 'prod.json' }, project, compiled).name).toBe('json');
});

test.each([
  ['a token without quotes', '{\n"name": "x",\n"auth": m4deup4token }', /Unexpected token 'm', near line 3$/],
  ['a token without an end', '{\n"auth": "m4deup4token', /Unterminated string, near line 2$|Unterminated string in JSON, near line 2$/],
  ['a missing comma', '{\n"auth": "m4deup4token"\n"name": "x" }', /Expected ',' or '}' after property value, near line 3$/],
  ['nothing', '', /Unexpected end of JSON input, near line 1$/],
])('%s in JSON: the line is reported, but not its text', (_, text, message) => {
  writeFileSync(join(project, 'prod.json'), text);
  const load = () => loadConfig({ AGENTS_CONFIG: 'prod.json' }, project, compiled);
  expect(load).toThrow(message);
  expect(load).not.toThrow(/m4de|token4|4token/);
});

test('a module without a default export is reported', () => {
  writeFileSync(join(project, 'agents.config.ts'), '');
  writeFileSync(join(compiled, 'configs', 'agents.config.cjs'), '');
  expect(() => loadConfig({}, project, compiled)).toThrow(
    'agents.config.ts has 1 problem:\n- AGENTS_CONFIG must export a config by default, got "agents.config.ts": write: export default defineConfig({ ... })',
  );
});

test('a module that throws is reported', () => {
  writeFileSync(join(project, 'agents.config.ts'), '');
  writeFileSync(join(compiled, 'configs', 'agents.config.cjs'), 'throw new Error("set REGION")');
  expect(() => loadConfig({}, project, compiled)).toThrow(
    /^agents\.config\.ts has 1 problem:\n- AGENTS_CONFIG must load without an error, got "agents\.config\.ts": set REGION$/,
  );
});

test('an empty variable counts as not set', () => {
  addModule('agents.config', aDraft({ name: 'default' }));
  expect(loadConfig({ AGENTS_CONFIG: '' }, project, compiled).name).toBe('default');
});

test('the environment sets the revision of an image that is built here', () => {
  addModule('agents.config', aDraft({ image: { kind: 'build', buildArgs: { EXTRA_PACKAGES: 'make' } } }));
  const config = loadConfig({ AGENT_IMAGE_REVISION: '2026-W48' }, project, compiled);
  expect(config.image).toEqual({ kind: 'build', buildArgs: { EXTRA_PACKAGES: 'make', REVISION: '2026-W48' } });
  expect(config.runnerImage).toEqual({ kind: 'build', buildArgs: { REVISION: '2026-W48' } });
});

test('an existing image has no revision', () => {
  const image = { kind: 'reference' as const, reference: 'example.azurecr.io/agent:1' };
  addModule('agents.config', aDraft({ image }));
  expect(loadConfig({ AGENT_IMAGE_REVISION: '2026-W48' }, project, compiled).image).toEqual(image);
});

test('a revision that is not safe on a command line is rejected', () => {
  addModule('agents.config', aDraft());
  expect(() => loadConfig({ AGENT_IMAGE_REVISION: '$(id)' }, project, compiled)).toThrow(
    'AGENT_IMAGE_REVISION must be 1 to 64 letters, digits, "_", "." and "-", got "$(id)": name the week, like 2026-W48',
  );
});
