import { existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillHome } from '../../../agent/azure-pipelines/agent-home';

let folder: string;
let from: string;
let home: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-home-'));
  from = join(folder, 'package');
  home = join(folder, 'home');
  for (const name of ['bin', 'externals']) mkdirSync(join(from, name), { recursive: true });
  writeFileSync(join(from, 'config.sh'), 'package', { mode: 0o755 });
  writeFileSync(join(from, 'bin', 'Agent.Listener'), 'program', { mode: 0o755 });
  writeFileSync(join(from, 'externals', 'node'), 'tool');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('an empty home is filled with a copy of the package; the tools for jobs are only linked', async () => {
  await fillHome(home, from);
  expect(readFileSync(join(home, 'bin', 'Agent.Listener'), 'utf8')).toBe('program');
  expect(statSync(join(home, 'config.sh')).mode & 0o777).toBe(0o755);
  expect(readlinkSync(join(home, 'externals'))).toBe(join(from, 'externals'));
  expect(existsSync(`${home}.partial`)).toBe(false);
});

test('a home that has the package is left unchanged', async () => {
  mkdirSync(home);
  writeFileSync(join(home, 'config.sh'), 'own');
  await fillHome(home, from);
  expect(readFileSync(join(home, 'config.sh'), 'utf8')).toBe('own');
  expect(existsSync(join(home, 'bin'))).toBe(false);
});

test('a copy that was interrupted is made again', async () => {
  mkdirSync(join(`${home}.partial`, 'bin'), { recursive: true });
  writeFileSync(join(`${home}.partial`, 'left.over'), '');
  await fillHome(home, from);
  expect(existsSync(join(home, 'left.over'))).toBe(false);
  expect(existsSync(join(home, 'config.sh'))).toBe(true);
});

test('without a package, nothing is created', async () => {
  await fillHome(home, join(folder, 'nowhere'));
  expect(existsSync(home)).toBe(false);
});
