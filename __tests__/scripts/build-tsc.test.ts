import { ProjectCopy } from './project-copy';

// A stand-in for tsc shows how the build calls it, and what a build does if it fails.
const project = new ProjectCopy();
afterAll(() => project.remove());

const build = (environment = {}) => project.run(['scripts/build.mjs'], environment);
const CONFIG = project.read('agents.config.ts');
const RECORD = "require('node:fs').appendFileSync('calls', process.argv[process.argv.indexOf('-p') + 1] + ' ');";

beforeAll(async () => {
  project.replaceTsc(RECORD);
  expect((await build()).code).toBe(0);
});
afterEach(() => {
  project.write('agents.config.ts', CONFIG);
  project.replaceTsc(RECORD);
});

/** The project files that tsc is run with. */
async function calls(environment = {}): Promise<string> {
  project.write('calls', '');
  await build(environment);
  return project.read('calls').trim();
}

test('one run of tsc checks everything; without a change, none', async () => {
  project.write('lib/another.ts', 'export const another = 1;\n');
  expect(await calls()).toBe('tsconfig.json');
  expect(await calls()).toBe('');
});

test('after a change of the config only, tsc checks only that', async () => {
  await build();
  project.write('agents.config.ts', CONFIG.replace('westeurope', 'northeurope'));
  expect(await calls()).toBe('dist/.build/tsconfig.configs.json');
});

test.each(['../agents.config', '../agents.config.js', '../lib/../agents.config.ts'])(
  'after a change of a config that another file imports as %s, tsc checks everything',
  async (path) => {
    project.write('lib/importer.ts', `import config from '${path}';\nexport const imported = config;\n`);
    await build();
    project.write('agents.config.ts', CONFIG.replace('westeurope', 'northeurope'));
    const run = await calls();
    project.remove('lib/importer.ts');
    expect(run).toBe('tsconfig.json');
  },
);

test('a change of what a config in a hidden folder imports is checked', async () => {
  const environment = { AGENTS_CONFIG: '.mine/a.config.ts' };
  project.write('.mine/a.config.ts', CONFIG.replace("'./config/define'", "'../config/define'").replace("'westeurope'", 'place'));
  project.write('.mine/place.ts', "export const place = 'westeurope';\n");
  project.write('.mine/a.config.ts', `import { place } from './place';\n${project.read('.mine/a.config.ts')}`);
  expect((await build(environment)).code).toBe(0);
  await build(environment);
  expect(await calls(environment)).toBe('');
  project.write('.mine/place.ts', "export const place: string = 'northeurope';\n");
  const run = await calls(environment);
  project.remove('.mine');
  expect(run).toBe('dist/.build/tsconfig.configs.json');
});

test.each([
  ['by a signal', "process.kill(process.pid, 'SIGKILL');", 'tsc ended with SIGKILL'],
  ['without a message', 'process.exit(3);', 'tsc ended with exit code 3'],
  [
    'by a signal, after messages about the config',
    "require('node:fs').writeSync(1, 'agents.config.ts(7,3): error TS2353: text\\n'); process.kill(process.pid, 'SIGKILL');",
    'tsc ended with SIGKILL',
  ],
])('a tsc that is ended %s has checked nothing', async (_, program, message) => {
  project.replaceTsc(program);
  project.write('agents.config.ts', CONFIG.replace("location: 'westeurope'", "locaton: 'westeurope'"));
  const { code, output } = await project.run(['scripts/run.mjs', 'plan']);
  expect(code).toBe(1);
  expect(output).toContain(message);
});

test('the check of the tests says so too', async () => {
  project.replaceTsc("process.kill(process.pid, 'SIGKILL');");
  const { code, output } = await project.run(['scripts/build/check-tests.mjs']);
  expect(code).toBe(1);
  expect(output).toContain('tsc ended with SIGKILL');
});

test.each([
  ['TOKEN', '"..."'],
  ['TOKEN" | "other', '"..." | "..."'],
  ['a\\"TOKEN', '"..."'],
])('a config that nobody named: its text %s is not shown', async (text, shown) => {
  project.write('lib/a.config.ts', 'export default defineConfig({});\n');
  const message = `lib/a.config.ts(1,1): error TS2322: Type '"${text}"' is wrong.\n  Type '\`TOKEN"\${number}\`' is wrong.\nlib/b.ts(1,1): error TS1: "kept"\n`;
  project.replaceTsc(`process.stdout.write(${JSON.stringify(message)}); process.exitCode = 2;`);
  const { output } = await project.run(['scripts/build/check-tests.mjs']);
  project.remove('lib/a.config.ts');
  expect(output).toBe(
    `lib/a.config.ts(1,1): error TS2322: Type '${shown}' is wrong.\n  Type '\`...\`' is wrong.\nlib/b.ts(1,1): error TS1: "kept"\n`,
  );
});

test('a build that failed keeps its lock until tsc has ended', async () => {
  const waitForRelease = `
    const { existsSync, writeFileSync } = require('node:fs');
    const last = Date.now() + 1500;
    const wait = setInterval(() => {
      const isLocked = existsSync('dist/.build/lock');
      if (isLocked && Date.now() < last) return;
      clearInterval(wait);
      writeFileSync('locked', String(isLocked));
    }, 20);`;
  project.replaceTsc(waitForRelease);
  project.write('agents.config.ts', `${CONFIG} no TypeScript`);
  expect((await build()).code).toBe(1);
  expect(project.read('locked')).toBe('true');
});
