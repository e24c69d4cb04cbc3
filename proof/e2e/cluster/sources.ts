import type { KedaVersion } from '../../../config/keda-version';
import type { GoModule } from './go-module';

/** What is built, with Go, from the modules of a folder below proof/e2e/programs. */
export interface Source {
  readonly name: 'pause' | 'etcd' | 'kubernetes' | 'containerd' | 'runc' | 'keda';
  /** Name of the folder. @default - the source's name */
  readonly folder?: string;
  /** Argument of `go build`; `tool` stands for the tools that the go.mod names. */
  readonly packages: string;
  /** File name of the program. @default - the names of the packages, for several programs */
  readonly program?: string;
  readonly tags?: readonly string[];
  /** Further flags of `go build`. */
  readonly flags?: readonly string[];
  /** Linker flags that set the version that the programs report, and others. */
  linkerFlags?(module: GoModule): string;
  /** Whether it contains C, so that it needs a C compiler. Without C the programs do not depend on the C library of the machine. */
  readonly hasC?: boolean;
  /** A folder of a module that is copied next to the programs. */
  readonly files?: { readonly module: string; readonly folder: string };
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

/** The sources of all programs of a cluster. */
export const sourcesOf = (kedaVersion: KedaVersion): readonly Source[] => [
  PAUSE,
  ETCD,
  RUNC,
  CONTAINERD_SOURCE,
  keda(kedaVersion),
  KUBERNETES,
];
