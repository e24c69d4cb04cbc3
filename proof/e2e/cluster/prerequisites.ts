import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isOlder } from '../../lib/go/go-module';

/** The required programs, and the package of Debian and Ubuntu that contains each. */
const PROGRAMS = {
  buildah: 'buildah',
  // For the parts of runc that are written in C.
  gcc: 'gcc',
  'pkg-config': 'pkg-config',
  debootstrap: 'debootstrap',
  iptables: 'iptables',
  ip: 'iproute2',
  unshare: 'util-linux',
  setpriv: 'util-linux',
  flock: 'util-linux',
  mount: 'mount',
  openssl: 'openssl',
  tar: 'tar',
} as const;

/** Packages without a program: the C library's and libseccomp's headers and static libraries, which runc is linked with. */
const LIBRARIES = { '/usr/include/stdlib.h': 'libc6-dev', '/usr/include/seccomp.h': 'libseccomp-dev' } as const;

/** Folders in which distributions and the CNI project install the plugins. */
const CNI_FOLDERS = ['/usr/lib/cni', '/opt/cni/bin'] as const;
const CNI_PLUGINS = ['bridge', 'host-local', 'loopback'] as const;

/** The properties of a machine that matter for a cluster. */
export interface Machine {
  /** Like `linux x64`. */
  readonly platform: string;
  readonly isRoot: boolean;
  /** Whether a program is on PATH. */
  has(program: string): boolean;
  readonly hasCniPlugins: boolean;
  /** Whether a file exists. */
  hasFile(path: string): boolean;
  /** Output of `go env GOVERSION`; undefined if there is no Go. */
  readonly go: string | undefined;
  /** Whether Go downloads a newer Go if a go.mod needs it. Go does so since 1.21, unless GOTOOLCHAIN forbids it. */
  readonly goUpdatesItself: boolean;
  /** Whether TEST_IMAGE_BASE names a base image, so that debootstrap is not needed. */
  readonly hasBaseImage: boolean;
}

/**
 * Lists what a machine lacks to run the cluster, and how to get it.
 * @param goNeeded the newest version of Go that a go.mod needs
 * @returns one line for each missing thing; none if the cluster can be built and started
 */
export function missingPrerequisites(machine: Machine, goNeeded: string): readonly string[] {
  if (machine.platform !== 'linux x64') {
    return [`linux x64 is required, this is ${machine.platform}: set KUBECONFIG to use a cluster elsewhere`];
  }
  const programs = Object.entries(PROGRAMS)
    .filter(([program]) => !(program === 'debootstrap' && machine.hasBaseImage))
    .filter(([program]) => !machine.has(program))
    .map(([, name]) => name);
  const libraries = Object.entries(LIBRARIES)
    .filter(([file]) => !machine.hasFile(file))
    .map(([, name]) => name);
  const packages = [...new Set([...programs, ...libraries, ...(machine.hasCniPlugins ? [] : ['containernetworking-plugins'])])];
  return [
    ...(machine.isRoot ? [] : ['root is required, for namespaces and containers: sudo env "PATH=$PATH" npm run e2e']),
    ...(packages.length === 0
      ? []
      : [`missing packages ${packages.join(', ')}: apt-get install --yes --no-install-recommends ${packages.join(' ')}`]),
    ...missingGo(machine, goNeeded),
  ];
}

function missingGo({ go, goUpdatesItself }: Machine, needed: string): readonly string[] {
  if (go === undefined) return [`Go ${needed} or newer is required on PATH: https://go.dev/dl`];
  if (!isOlder(go, needed) || goUpdatesItself) return [];
  return [
    `Go ${needed} or newer is required, this is ${go}: https://go.dev/dl, or GOTOOLCHAIN=auto with Go 1.21 or newer, which downloads it`,
  ];
}

/** Returns the folder of the CNI plugins. @throws Error if there is none */
export function cniFolder(): string {
  const found = CNI_FOLDERS.find((folder) => CNI_PLUGINS.every((plugin) => existsSync(join(folder, plugin))));
  if (found === undefined) throw new Error(`there are no CNI plugins in ${CNI_FOLDERS.join(' or ')}: install containernetworking-plugins`);
  return found;
}

export const hasCniPlugins = (): boolean => CNI_FOLDERS.some((folder) => CNI_PLUGINS.every((plugin) => existsSync(join(folder, plugin))));
