import { type Machine, missingPrerequisites } from '../../../../proof/e2e/cluster/prerequisites';

const aMachine = (changes: Partial<Machine> = {}): Machine => ({
  platform: 'linux x64',
  isRoot: true,
  has: () => true,
  hasCniPlugins: true,
  go: 'go1.26.1',
  goUpdatesItself: false,
  baseIsGiven: false,
  ...changes,
});

test('nothing is missing on a machine that has all', () => {
  expect(missingPrerequisites(aMachine(), '1.26.0')).toEqual([]);
});

test('all that is missing is said at once, packages in one command, each once', () => {
  const has = (program: string) => !['containerd', 'ctr', 'debootstrap'].includes(program);
  expect(missingPrerequisites(aMachine({ isRoot: false, has, hasCniPlugins: false, go: undefined }), '1.26.0')).toEqual([
    'it must be root, for namespaces and containers: sudo env "PATH=$PATH" npm run e2e',
    'it needs containerd, debootstrap, containernetworking-plugins: apt-get install --yes --no-install-recommends containerd debootstrap containernetworking-plugins',
    'it needs Go 1.26.0 or newer on PATH: https://go.dev/dl',
  ]);
});

test('no system is made where one is given', () => {
  const has = (program: string) => program !== 'debootstrap';
  expect(missingPrerequisites(aMachine({ has, baseIsGiven: true }), '1.26.0')).toEqual([]);
});

test.each([
  { go: 'go1.26.0', goUpdatesItself: false, tooOld: false },
  { go: 'go1.25.9', goUpdatesItself: false, tooOld: true },
  { go: 'go1.25.9', goUpdatesItself: true, tooOld: false },
])('$go is too old: $tooOld, when it updates itself: $goUpdatesItself', ({ go, goUpdatesItself, tooOld }) => {
  const remedy = 'https://go.dev/dl, or GOTOOLCHAIN=auto with Go 1.21 or newer, which fetches it';
  const expected = tooOld ? [`it needs Go 1.26.0 or newer, and this is ${go}: ${remedy}`] : [];
  expect(missingPrerequisites(aMachine({ go, goUpdatesItself }), '1.26.0')).toEqual(expected);
});

test('on another system only that is said', () => {
  const nothing = { platform: 'darwin arm64', isRoot: false, has: () => false, hasCniPlugins: false };
  expect(missingPrerequisites(aMachine(nothing), '1.26.0')).toEqual([
    'it runs on linux x64, and this is darwin arm64; with KUBECONFIG set, a cluster elsewhere is used',
  ]);
});
