import type { KedaVersion } from '../../../config/keda-version';
import type { GoSource } from '../../lib/go/go-source';
import { type HelmMajor, helmSource } from '../../lib/helm/helm-source';

/** A program of the cluster, or one that scenarios call. */
export interface Source extends GoSource {
  readonly name: 'pause' | 'etcd' | 'kubernetes' | 'containerd' | 'runc' | 'keda' | 'helm';
}

const CONTAINERD = 'github.com/containerd/containerd/v2';
export const KEDA_MODULE = 'github.com/kedacore/keda/v2';

const PAUSE: Source = { name: 'pause', packages: '.', program: 'pause' };

const ETCD: Source = { name: 'etcd', packages: 'tool', program: 'etcd' };

/** Without these linker flags the API server and the kubelet report v0.0.0. */
const KUBERNETES: Source = {
  name: 'kubernetes',
  packages: 'tool',
  linkerFlags(module) {
    const version = module.versionOf('k8s.io/kubernetes');
    const [major, minor] = version.slice(1).split('.');
    return Object.entries({ gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' })
      .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
      .join(' ');
  },
};

/** Without the snapshotters that need a file system or a device of their own. */
const CONTAINERD_SOURCE: Source = {
  name: 'containerd',
  packages: 'tool',
  tags: ['urfave_cli_no_docs', 'no_btrfs', 'no_devmapper', 'no_zfs'],
  linkerFlags: (module) => `-X ${CONTAINERD}/version.Version=${module.versionOf(CONTAINERD).slice(1)}`,
};

/**
 * Like the static program of runc's own releases, except for the tag `libpathrs`: distributions have no package of that library,
 * and without it runc uses its equivalent in Go. The C library and libseccomp are linked into the program, so that it can be
 * kept when the machine's change.
 */
const RUNC: Source = {
  name: 'runc',
  packages: 'tool',
  program: 'runc',
  tags: ['seccomp', 'urfave_cli_no_docs', 'netgo', 'osusergo'],
  flags: ['-buildmode=pie'],
  linkerFlags: () => '-linkmode external -extldflags -static-pie',
  hasC: true,
};

const keda = (version: KedaVersion): Source => ({
  name: 'keda',
  folder: `keda-${version}`,
  packages: 'tool',
  program: 'keda',
  linkerFlags: (module) => `-X ${KEDA_MODULE}/version.Version=${module.versionOf(KEDA_MODULE).slice(1)}`,
  files: { module: KEDA_MODULE, folder: 'config' },
});

/** The version of Helm with which scenarios install the chart. */
export const SCENARIO_HELM: HelmMajor = '4';

/** The sources of all programs of a cluster, and of those that scenarios call. */
export const sourcesOf = (kedaVersion: KedaVersion): readonly Source[] => [
  PAUSE,
  ETCD,
  RUNC,
  CONTAINERD_SOURCE,
  helmSource(SCENARIO_HELM),
  keda(kedaVersion),
  KUBERNETES,
];
