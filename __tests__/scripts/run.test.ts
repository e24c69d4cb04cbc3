import { npmScripts } from '../pipelines/project-files';
import { ProjectCopy } from './project-copy';

const project = new ProjectCopy();
afterAll(() => project.remove());

const launch = (...args: readonly string[]) => project.run(['scripts/run.mjs', ...args]);
const COMMANDS = Object.keys(npmScripts());

test.each(COMMANDS)('npm run %s starts the launcher', (name) => {
  expect(npmScripts()[name]).toBe(`node scripts/run.mjs ${name}`);
});

test.each(COMMANDS)('%s prints its help in a fresh clone, and builds nothing', async (name) => {
  const { code, output } = await launch(name, '--help');
  expect(code).toBe(0);
  expect(output).toContain(name === 'test' ? 'npm test' : `npm run ${name}`);
  expect(output).not.toMatch(/\[object|\[Function|undefined|NaN/);
  expect(project.has('dist')).toBe(false);
});

test('without a name, every command is listed', async () => {
  const { code, lines } = await launch();
  expect(code).toBe(0);
  expect(lines.flatMap((line) => /^ {2}npm run (\S+)/.exec(line)?.slice(1) ?? [])).toEqual(expect.arrayContaining(COMMANDS));
});

test.each([
  [['docter'], 2, 'no command "docter"; did you mean "doctor"?; see node scripts/run.mjs --help\n'],
  [['synth', '--hepl'], 2, 'unknown option --hepl; did you mean "--help"?; see npm run synth -- --help\n'],
  [['validate', 'stack'], 2, 'unknown argument "stack"; see npm run validate -- --help\n'],
  // 2 means changes.
  [['plan', '--jsno'], 1, 'unknown option --jsno; did you mean "--json"?; see npm run plan -- --help\n'],
])('%j is refused before anything is built', async (args, expected, message) => {
  const { code, output } = await launch(...args);
  expect({ code, output }).toEqual({ code: expected, output: message });
  expect(project.has('dist')).toBe(false);
});
