import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../../../../config/project';
import { type Machine, missingPrerequisites } from '../../../../proof/e2e/cluster/prerequisites';

const aMachine = (changes: Partial<Machine> = {}): Machine => ({
  platform: 'linux x64',
  isRoot: true,
  has: () => true,
  hasCniPlugins: true,
  hasFile: () => true,
  go: 'go1.26.1',
  goUpdatesItself: false,
  hasBaseImage: false,
  ...changes,
});

test('nothing is missing on a machine that has everything', () => {
  expect(missingPrerequisites(aMachine(), '1.26.0')).toEqual([]);
});

test('everything that is missing is listed together, with one command for all packages', () => {
  const has = (program: string) => !['gcc', 'pkg-config', 'debootstrap'].includes(program);
  expect(
    missingPrerequisites(aMachine({ isRoot: false, has, hasFile: () => false, hasCniPlugins: false, go: undefined }), '1.26.0'),
  ).toEqual([
    'root is required, for namespaces and containers: sudo env "PATH=$PATH" npm run e2e',
    'missing packages gcc, pkg-config, debootstrap, libc6-dev, libseccomp-dev, containernetworking-plugins: apt-get install --yes --no-install-recommends gcc pkg-config debootstrap libc6-dev libseccomp-dev containernetworking-plugins',
    'Go 1.26.0 or newer is required on PATH: https://go.dev/dl',
  ]);
});

test('debootstrap is not needed if there is a base image', () => {
  const has = (program: string) => program !== 'debootstrap';
  expect(missingPrerequisites(aMachine({ has, hasBaseImage: true }), '1.26.0')).toEqual([]);
});

test.each([
  { go: 'go1.26.0', goUpdatesItself: false, tooOld: false },
  { go: 'go1.25.9', goUpdatesItself: false, tooOld: true },
  { go: 'go1.25.9', goUpdatesItself: true, tooOld: false },
])('$go is too old: $tooOld (updates itself: $goUpdatesItself)', ({ go, goUpdatesItself, tooOld }) => {
  const remedy = 'https://go.dev/dl, or GOTOOLCHAIN=auto with Go 1.21 or newer, which downloads it';
  const expected = tooOld ? [`Go 1.26.0 or newer is required, this is ${go}: ${remedy}`] : [];
  expect(missingPrerequisites(aMachine({ go, goUpdatesItself }), '1.26.0')).toEqual(expected);
});

test('on another platform only the platform is reported', () => {
  const nothing = { platform: 'darwin arm64', isRoot: false, has: () => false, hasFile: () => false, hasCniPlugins: false };
  expect(missingPrerequisites(aMachine(nothing), '1.26.0')).toEqual([
    'linux x64 is required, this is darwin arm64: set KUBECONFIG to use a cluster elsewhere',
  ]);
});

test('CI installs every package that a machine may lack', () => {
  const bare = aMachine({ has: () => false, hasFile: () => false, hasCniPlugins: false });
  const [line = ''] = missingPrerequisites(bare, '1.26.0');
  const packages = line.split('--no-install-recommends ')[1]?.split(' ') ?? [];
  expect(packages.length).toBeGreaterThan(5);
  const script = readFileSync(join(projectOf(__dirname).root, '.ci', 'run'), 'utf8');
  // Every Debian and Ubuntu system has these.
  const everywhere = ['util-linux', 'mount', 'tar'];
  expect(packages.filter((name) => !everywhere.includes(name) && !new RegExp(`\\b${name}\\b`).test(script))).toEqual([]);
});
