import { projectOf } from '../../../../config/project';
import { readGoModule } from '../../../../proof/lib/go/build-program';
import { helmSource } from '../../../../proof/lib/helm/helm-source';

const { root } = projectOf(__dirname);

const linkerFlags = (major: '3' | '4'): string => helmSource(major).linkerFlags(readGoModule(root, helmSource(major)));

test('Helm 3 reports the version of its go.mod, and assumes the Kubernetes of its client without a cluster', () => {
  const client = readGoModule(root, helmSource('3')).versionOf('k8s.io/client-go');
  const minor = /^v0\.(\d+)\./.exec(client)?.[1];
  expect(linkerFlags('3').split(/ ?-X /)).toEqual([
    '',
    'helm.sh/helm/v3/internal/version.version=v3.22.0',
    'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMajor=1',
    `helm.sh/helm/v3/pkg/lint/rules.k8sVersionMinor=${minor}`,
    'helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor=1',
    `helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor=${minor}`,
  ]);
});

test('Helm 4 reports the version of its go.mod, and reads the one of its client from the program itself', () => {
  expect(linkerFlags('4')).toBe('-X helm.sh/helm/v4/internal/version.version=v4.3.1');
});
