import { execFileSync } from 'node:child_process';
import { npmScripts, readProjectFile } from '../pipelines/project-files';
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
  expect(output.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(output).not.toMatch(/\[object|\[Function|undefined|NaN/);
  expect(project.has('dist')).toBe(false);
});

/** The launcher's own table, which is an ES module. */
function programs(): readonly (readonly [name: string, program: string])[] {
  const print = "import { COMMANDS } from './scripts/run/commands.mjs'; console.log(JSON.stringify(COMMANDS))";
  const json = execFileSync(process.execPath, ['--input-type=module', '-e', print], { cwd: project.folder, encoding: 'utf8' });
  const commands = Object.entries(JSON.parse(json) as Readonly<Record<string, { readonly program?: string }>>);
  return commands.flatMap(([name, { program }]) => (program === undefined ? [] : [[name, program] as const]));
}

test.each(programs())('%s names itself where it says how to see its help (%s)', (name, program) => {
  expect(readProjectFile(program)).toMatch(new RegExp(`(runMain\\(|name: |usageProblem\\(.*, )'${name}'`));
});

test('without a name, every command is listed', async () => {
  const { code, lines } = await launch();
  expect(code).toBe(0);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines.flatMap((line) => /^ {2}npm run (\S+)/.exec(line)?.slice(1) ?? [])).toEqual(expect.arrayContaining(COMMANDS));
});

test.each([
  [['docter'], 2, 'no command "docter"; did you mean doctor? See: node scripts/run.mjs --help\n'],
  [['synth', '--hepl'], 2, 'unknown option --hepl; did you mean --help? See: npm run synth -- --help\n'],
  [['validate', 'stack'], 2, 'unknown argument "stack". See: npm run validate -- --help\n'],
  // 2 means changes.
  [['plan', '--jsno'], 1, 'unknown option --jsno; did you mean --json? See: npm run plan -- --help\n'],
  [['build', '--no-chek'], 2, 'unknown option --no-chek; did you mean --no-check? See: npm run build -- --help\n'],
])('%j is refused before anything is built', async (args, expected, message) => {
  const { code, output } = await launch(...args);
  expect({ code, output }).toEqual({ code: expected, output: message });
  expect(project.has('dist')).toBe(false);
});
