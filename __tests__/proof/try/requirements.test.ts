import { obstacle } from '../../../proof/try/requirements';

const ROOT_ON_LINUX = { platform: 'linux x64', isRoot: true, kubeconfig: undefined };

test.each([
  ['root on Linux', {}],
  ['anybody with a KUBECONFIG', { isRoot: false, platform: 'darwin arm64', kubeconfig: '/home/ada/.kube/config' }],
])('%s can have a cluster', (_, place) => {
  expect(obstacle({ ...ROOT_ON_LINUX, ...place })).toBeUndefined();
});

test('without root, it says both ways out', () => {
  expect(obstacle({ ...ROOT_ON_LINUX, isRoot: false })).toBe(
    [
      'Creating a cluster on this machine needs root, for namespaces and containers. Either',
      '  sudo env "PATH=$PATH" npm run try',
      'or set KUBECONFIG to use a cluster that exists, such as one of kind: docs/try.md',
    ].join('\n'),
  );
});

test('elsewhere than on Linux, root would not help', () => {
  expect(obstacle({ platform: 'darwin arm64', isRoot: true, kubeconfig: '' })).toBe(
    'A cluster can be created only on linux x64, and this is darwin arm64: set KUBECONFIG to use a cluster that exists, such as one of kind: docs/try.md',
  );
});
