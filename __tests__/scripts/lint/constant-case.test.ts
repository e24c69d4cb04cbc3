import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROJECT = join(__dirname, '..', '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'constant-case-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Lints a source with only this plugin. */
function lint(source: string): string {
  const plugin = join(PROJECT, 'scripts', 'lint', 'constant-case.grit');
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ plugins: [plugin], linter: { rules: { preset: 'none' } } }));
  writeFileSync(join(folder, 'source.ts'), source);
  const biome = join(PROJECT, 'node_modules', '.bin', 'biome');
  const { stdout, stderr } = spawnSync(biome, ['lint', '--colors=off', 'source.ts'], { cwd: folder, encoding: 'utf8' });
  return stdout + stderr;
}

/** The names that the linter reports, as it underlines them. */
const reportedIn = (output: string): readonly string[] =>
  [...output.matchAll(/> \d+ │ (.*)\n +│ ( *)(\^+)/g)].map(([, line = '', { length } = '', mark = '']) =>
    line.slice(length, length + mark.length),
  );

test('reports every literal of a module that is not in UPPER_CASE', () => {
  const output = lint(`
    export const pollSeconds = 10;
    const greeting = 'hello';
    const text = \`hello\`;
    const Pattern = /x/;
    const typed: number = -5;
    const sure = 'x' as const;
    const kind = 'x' satisfies string;
    const day = 24 * (60 + 60);
    const week = 7 * DAY;
    const Mixed_Case = 1;
    const _hidden = 1;
  `);
  expect(reportedIn(output)).toEqual([
    'pollSeconds',
    'greeting',
    'text',
    'Pattern',
    'typed',
    'sure',
    'kind',
    'day',
    'week',
    'Mixed_Case',
    '_hidden',
  ]);
  expect(output).toContain('A constant of a module is written in UPPER_CASE');
});

test('accepts UPPER_CASE, variables, and values that are not literals', () => {
  const output = lint(`
    const POLL_SECONDS = 10;
    const HTTP2 = 'h2';
    let count = 0;
    const isOn = true;
    const poll = () => 10;
    const schema = z.string();
    const options = { seconds: 10 };
    const greeting = \`hello \${name}\`;
    const doubled = 2 * count;
    const alias = POLL_SECONDS;
    function f() { const seconds = 10; return seconds; }
    const g = () => { const seconds = 10; return seconds; };
    class C { static { const seconds = 10; use(seconds); } m() { const seconds = 10; return seconds; } }
    if (isOn) { const seconds = 10; use(seconds); }
  `);
  expect(reportedIn(output)).toEqual([]);
  expect(output).toContain('Checked 1 file');
});

test('npm run lint uses the plugin', () => {
  const { plugins } = JSON.parse(readFileSync(join(PROJECT, 'biome.json'), 'utf8'));
  expect(plugins).toEqual(['./scripts/lint/constant-case.grit']);
});
