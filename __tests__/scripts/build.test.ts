import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ProjectCopy } from './project-copy';

const project = new ProjectCopy();
afterAll(() => project.remove());

const build = (...args: readonly string[]) => project.run(['scripts/build.mjs', ...args]);
const BUILT = ['dist/synth.cjs', 'dist/lib/duration.js', 'docker/agent.cjs', 'dist/stub-agent/stub.cjs', 'dist/stub-agent/run.sh'];

beforeAll(async () => {
  expect((await build('--no-check')).code).toBe(0);
});

test('two builds in one folder wait for each other, and both succeed', async () => {
  project.remove('dist');
  const both = [project.start(['scripts/build.mjs', '--no-check']), project.start(['scripts/build.mjs', '--no-check'])];
  expect(await Promise.all(both.map(({ exited }) => exited))).toEqual([0, 0]);
  for (const file of BUILT) expect(project.has(file)).toBe(true);
  expect(project.has('dist/.build/lock')).toBe(false);
});

describe('a lock that nobody holds does not stop a build:', () => {
  // Without work, a build takes no lock.
  beforeEach(() => project.remove('dist/stub-agent/run.sh'));
  afterEach(async () => {
    expect((await build('--no-check')).code).toBe(0);
    expect(project.has('dist/.build/lock')).toBe(false);
  });

  test('its process was killed', async () => {
    const killed = await project.run(['-e', '']);
    project.write('dist/.build/lock', String(killed.pid));
  });

  test('it is so old that its number may belong to another process', () => {
    project.write('dist/.build/lock', String(process.pid));
    project.setTime('dist/.build/lock', new Date(Date.now() - 3_600_000));
  });

  test.each(['', '0', '-1', 'text'])('it contains "%s"', (content) => project.write('dist/.build/lock', content));
});

describe('whoever can not write', () => {
  const preload = (code: string) => {
    const error = `Object.assign(new Error('text'), { code: '${code}', syscall: 'link', path: from, dest: to })`;
    const program = `require('node:fs').linkSync = (from, to) => { throw ${error}; }; require('node:module').syncBuiltinESMExports();`;
    project.write('no-access.cjs', program);
    return project.run(['--require', './no-access.cjs', 'scripts/build.mjs', '--no-check']);
  };

  test('can run what is up to date', async () => {
    expect(await preload('EACCES')).toMatchObject({ code: 0, output: '' });
  });

  test.each([
    ['EACCES', 'the build must be able to write dist/.build/lock (EACCES). If it belongs to another user: sudo chown -R'],
    ['ENOTSUP', 'the file system of this folder has no hard links (ENOTSUP)'],
  ])('reads one sentence otherwise: %s', async (code, sentence) => {
    project.remove('dist/stub-agent/run.sh');
    const refused = await preload(code);
    await build('--no-check');
    expect(refused.code).toBe(1);
    expect(refused.lines).toEqual([expect.stringContaining(sentence)]);
  });
});

test.each(BUILT)('%s is made again if it is missing or was changed', async (file) => {
  const before = project.read(file);
  project.remove(file);
  await build('--no-check');
  expect(project.read(file)).toBe(before);
  project.write(file, 'half of it');
  await build('--no-check');
  expect(project.read(file)).toBe(before);
});

test('what has changed is built, whatever its time; the output of a deleted source is deleted', async () => {
  project.write('lib/another.ts', "export const another: string = 'first';\n");
  await build('--no-check');
  expect(project.read('dist/lib/another.js')).toContain('first');
  project.write('lib/another.ts', "export const another: string = 'second';\n");
  project.setTime('lib/another.ts', new Date(0));
  await build('--no-check');
  expect(project.read('dist/lib/another.js')).toContain('second');
  project.remove('lib/another.ts');
  await build('--no-check');
  expect(project.has('dist/lib/another.js')).toBe(false);
});

test('without the notes of the last build, no program of it stays; other files do', async () => {
  for (const file of ['dist/lib/gone.js', 'dist/configs/gone.cjs', 'dist/bench/results.json']) project.write(file, '{}');
  project.remove('dist/.build');
  await build('--no-check');
  for (const file of BUILT) expect(project.has(file)).toBe(true);
  expect(['dist/lib/gone.js', 'dist/configs/gone.cjs'].filter(project.has)).toEqual([]);
  expect(project.has('dist/bench/results.json')).toBe(true);
});

test('a program of the stub agent can be run again after its mode was changed', async () => {
  project.setMode('dist/stub-agent/run.sh', 0o644);
  await build('--no-check');
  expect(project.mode('dist/stub-agent/run.sh')).toBe(0o755);
});

test('the path of a config may lead to the project through a symbolic link', async () => {
  const link = `${project.folder}-link`;
  symlinkSync(project.folder, link);
  const environment = { AGENTS_CONFIG: join(link, 'another.config.ts') };
  project.write('another.config.ts', project.read('agents.config.ts'));
  await project.run(['scripts/build.mjs', '--no-check'], environment);
  const { code, output } = await project.run(['dist/synth.cjs', '--check'], environment);
  rmSync(link);
  project.remove('another.config.ts');
  expect({ code, output }).toEqual({ code: 0, output: '' });
});

test('a changed file reaches the bundles that contain it', async () => {
  const source = project.read('config/problems/problem.ts');
  project.write('config/problems/problem.ts', `${source}\nconsole.error('from the changed file');\n`);
  await build('--no-check');
  const { output } = await project.run(['dist/synth.cjs', '--check']);
  project.write('config/problems/problem.ts', source);
  expect(output).toContain('from the changed file');
});

test('a file that is saved again during a build is built by the next one', async () => {
  const [source, before] = [project.read('agent/main.ts'), project.read('docker/agent.cjs')];
  project.write('agent/main.ts', `${source}\nconsole.error('for a moment');\n`);
  // The bundle is complete when it is renamed, and what it depends on is not recorded yet.
  project.write(
    'save.cjs',
    `const fs = require('node:fs');
     const rename = fs.renameSync;
     fs.renameSync = (from, to) => {
       if (to.endsWith('docker/agent.cjs')) fs.writeFileSync('agent/main.ts', ${JSON.stringify(source)});
       rename(from, to);
     };
     require('node:module').syncBuiltinESMExports();`,
  );
  await project.run(['--require', './save.cjs', 'scripts/build.mjs', '--no-check']);
  expect(project.read('agent/main.ts')).toBe(source);
  expect(project.read('docker/agent.cjs')).toContain('for a moment');
  await build('--no-check');
  expect(project.read('docker/agent.cjs')).toBe(before);
});

test('the options of the compiler reach the bundles, as with --all', async () => {
  const [options, before] = [project.read('tsconfig.json'), project.read('docker/agent.cjs')];
  project.write('tsconfig.json', options.replace('"strict": true', '"strict": true, "useDefineForClassFields": false'));
  await build('--no-check');
  expect(project.read('docker/agent.cjs')).not.toBe(before);
  project.write('tsconfig.json', options);
  await build('--no-check');
  expect(project.read('docker/agent.cjs')).toBe(before);
});

test('an unknown option is refused', async () => {
  const { code, output } = await build('--no-chekc');
  expect(code).toBe(2);
  expect(output).toContain('--no-chekc');
});
