import { ProjectCopy } from './project-copy';

const project = new ProjectCopy();
afterAll(() => project.remove());

const build = () => project.run(['scripts/build.mjs']);
const CONFIG = project.read('agents.config.ts');
const OTHER = 'lib/wrong.ts';
const launch = (...args: readonly string[]) => project.run(['scripts/run.mjs', ...args]);
const OTHER_PROBLEM = "lib/wrong.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.";
afterEach(() => {
  project.write('agents.config.ts', CONFIG);
  if (project.has(OTHER)) project.remove(OTHER);
});

test('finds a wrong type, every time', async () => {
  project.write(OTHER, "export const wrong: number = 'text';\n");
  for (const _ of [1, 2]) {
    const { code, output } = await build();
    expect(code).toBe(1);
    expect(output).toContain(OTHER_PROBLEM);
  }
  project.remove(OTHER);
  expect((await build()).code).toBe(0);
});

test('leaves out what the compiler says about a config that breaks a rule, but not about other files', async () => {
  project.write('agents.config.ts', CONFIG.replace("location: 'westeurope'", "locaton: 'westeurope'"));
  const alone = await build();
  expect(alone.code).toBe(1);
  expect(alone.output).toContain('- locaton is not a known option');
  expect(alone.output).not.toContain('error TS');
  project.write(OTHER, "export const wrong: number = 'text';\n");
  const { code, output } = await build();
  expect(code).toBe(1);
  expect(output).toContain(OTHER_PROBLEM);
  expect(output).not.toContain('agents.config.ts(');
});

test('says what the compiler says about a config if no rule speaks', async () => {
  project.write('agents.config.ts', `${CONFIG}\nexport const wrong: number = 'text';\n`);
  const { code, output } = await build();
  expect(code).toBe(1);
  expect(output).toMatch(/^agents\.config\.ts\(\d+,14\): error TS2322/m);
});

test('finds what a change of a config breaks in a file that imports it', async () => {
  project.write('agents.config.ts', `${CONFIG}\nexport const extra = 'text';\n`);
  project.write(OTHER, "import { extra } from '../agents.config';\nexport const wrong: string = extra;\n");
  expect((await build()).code).toBe(0);
  project.write('agents.config.ts', `${CONFIG}\nexport const extra = 1;\n`);
  const { code, output } = await build();
  expect(code).toBe(1);
  expect(output).toMatch(/^lib\/wrong\.ts\(2,14\): error TS2322/m);
});

test.each([
  ['npm run build', () => build()],
  ['npm run synth', () => launch('synth')],
])('never shows a secret: %s says what the rule says', async (_, run) => {
  const secret = 'abcdefghij0123456789abcdefghij0123456789abcdefghijkl';
  project.write('agents.config.ts', CONFIG.replace("auth: { kind: 'pat' }", `auth: { kind: '${secret}' }`));
  const { code, output } = await run();
  expect(code).toBe(1);
  expect(output).toContain('not shown');
  expect(output).not.toContain(secret);
});

test('does not show the line of a config that is no TypeScript', async () => {
  project.write('agents.config.ts', CONFIG.replace("location: 'westeurope',", "location: 'hunter2' 'hunter2',"));
  const { code, output } = await build();
  expect(code).toBe(1);
  expect(output).toContain('agents.config.ts:');
  expect(output).not.toContain('hunter2');
});

test.each([
  ['a config that the environment does not name', 'another.config.ts'],
  ['the config, outside of the options', 'agents.config.ts'],
])('does not show texts that the compiler quotes from %s', async (_, named) => {
  project.write('another.config.ts', CONFIG);
  project.write('agents.config.ts', `${CONFIG}\nexport const token: 5 = 'hunter2';\nexport const other: \`a\${number}\` = 'hunter2';\n`);
  const { code, output } = await project.run(['scripts/build.mjs'], { AGENTS_CONFIG: named });
  project.remove('another.config.ts');
  expect(code).toBe(1);
  expect(output).toMatch(/^agents\.config\.ts\(\d+,14\): error TS2322/m);
  expect(output).not.toContain('hunter2');
});

test('covers a config in a hidden folder', async () => {
  const environment = { AGENTS_CONFIG: '.mine/a.config.ts' };
  project.write('.mine/a.config.ts', CONFIG.replace("'./config/define'", "'../config/define'"));
  expect((await project.run(['scripts/build.mjs'], environment)).code).toBe(0);
  project.write('.mine/a.config.ts', `${project.read('.mine/a.config.ts')}\nexport const wrong: number = 'text';\n`);
  project.write(OTHER, 'export const right = 1;\n');
  const { code, output } = await project.run(['scripts/build.mjs'], environment);
  project.remove('.mine');
  expect(code).toBe(1);
  expect(output).toMatch(/^\.mine\/a\.config\.ts\(\d+,14\): error TS2322/m);
});
