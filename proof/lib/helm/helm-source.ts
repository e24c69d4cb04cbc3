import type { GoModule } from '../go/go-module';
import type { GoSource } from '../go/go-source';

/** The major versions of Helm that the chart is for. */
export const HELM_MAJORS = ['3', '4'] as const;
export type HelmMajor = (typeof HELM_MAJORS)[number];

/** The program `helm`. Without these linker flags it reports a version without the patch number. */
export const helmSource = (major: HelmMajor) =>
  ({
    name: 'helm',
    folder: `helm-${major}`,
    packages: 'tool',
    program: 'helm',
    linkerFlags(module) {
      const helm = `helm.sh/helm/v${major}`;
      const version = `-X ${helm}/internal/version.version=${module.versionOf(helm)}`;
      return [version, ...(major === '3' ? kubernetesFlags(helm, module) : [])].join(' ');
    },
  }) as const satisfies GoSource;

/** The version of Kubernetes that Helm 3 assumes without a cluster, as its Makefile computes it: v0.36.0 of client-go is 1.36. */
function kubernetesFlags(helm: string, module: GoModule): readonly string[] {
  const [major = '', minor = ''] = module.versionOf('k8s.io/client-go').slice(1).split('.');
  const numbers = { k8sVersionMajor: Number(major) + 1, k8sVersionMinor: minor };
  return ['pkg/lint/rules', 'pkg/chartutil'].flatMap((folder) =>
    Object.entries(numbers).map(([name, value]) => `-X ${helm}/${folder}.${name}=${value}`),
  );
}
