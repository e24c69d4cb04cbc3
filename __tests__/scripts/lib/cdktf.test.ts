import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Child } from '../../support/child-process';

const MODULE = join(__dirname, '../../../dist/scripts/lib/cdktf.js');
/** In place of cdktf: says what it gets, and ends with exit code 0 after a signal, as cdktf 0.21 does. */
const CDKTF = `
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => { console.log('got ' + signal); process.exit(0); });
process.on('SIGINT', () => console.log('got SIGINT'));
console.log('cdktf ' + process.pid);
setInterval(() => {}, 1000);
`;

let folder: string;
let child: Child | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdktf-'));
  const program = join(folder, 'node_modules/cdktf-cli/bundle/bin/cdktf');
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(program, CDKTF);
});
afterEach(async () => {
  await child?.kill();
  rmSync(folder, { recursive: true });
});

/** Starts a process that runs the stub. Returns it with the process id of the stub. */
async function start(): Promise<{ readonly launcher: Child; readonly cdktf: number }> {
  const code = `require(${JSON.stringify(MODULE)}).runCdktf(${JSON.stringify(folder)}, []).then((code) => process.exit(code))`;
  const launcher = new Child(process.execPath, ['-e', code], { env: {} });
  child = launcher;
  await launcher.says(/^cdktf \d+$/);
  return { launcher, cdktf: Number(launcher.lines[0]?.split(' ')[1]) };
}

test.each(['SIGTERM', 'SIGHUP'] as const)('%s to the launcher reaches cdktf, whose end it waits for', async (signal) => {
  const { launcher } = await start();
  launcher.signal(signal);
  expect(await launcher.exited).toBe(128 + constants.signals[signal]);
  expect(launcher.lines.slice(1)).toEqual([`got ${signal}`]);
});

test('SIGINT is not passed on: a terminal sends it to cdktf too, and after two of them Terraform does not save the state', async () => {
  const { launcher } = await start();
  launcher.signal('SIGINT');
  launcher.signal('SIGTERM');
  expect(await launcher.exited).toBe(128 + constants.signals.SIGTERM);
  expect(launcher.lines.slice(1)).toEqual(['got SIGTERM']);
});

test.each(['SIGKILL', 'SIGABRT'] as const)('the exit code after %s is that of a shell', async (signal) => {
  const { launcher, cdktf } = await start();
  process.kill(cdktf, signal);
  expect(await launcher.exited).toBe(128 + constants.signals[signal]);
});

test.each(['SIGKILL', 'SIGABRT', 'SIGTERM'] as const)(
  'a step of the launcher that %s ends has the exit code of a shell',
  async (signal) => {
    const steps = JSON.stringify(join(__dirname, '../../../scripts/run/steps.mjs'));
    const step = JSON.stringify(['-e', `process.kill(process.pid, '${signal}')`]);
    child = new Child(process.execPath, ['-e', `import(${steps}).then(async ({ runStep }) => process.exit(await runStep(${step})))`], {
      env: {},
    });
    expect(await child.exited).toBe(128 + constants.signals[signal]);
  },
);
