import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isOlder } from './go-module';

/** Programs that are called, and the Debian or Ubuntu package of each. */
const PROGRAMS = {
  containerd: 'containerd',
  ctr: 'containerd',
  runc: 'runc',
  buildah: 'buildah',
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

/** Where distributions and the project itself put CNI plugins. */
const CNI_FOLDERS = ['/usr/lib/cni', '/opt/cni/bin'] as const;
const CNI_PLUGINS = ['bridge', 'host-local', 'loopback'] as const;

/** What a machine has, as far as it matters here. */
export interface Machine {
  /** Like `linux x64`. */
  readonly platform: string;
  readonly isRoot: boolean;
  /** Whether a program is on PATH. */
  has(program: string): boolean;
  readonly hasCniPlugins: boolean;
  /** Version that `go env GOVERSION` says; undefined without Go. */
  readonly go: string | undefined;
  /** Whether Go gets a newer Go by itself when a go.mod asks for it: since 1.21, unless GOTOOLCHAIN says otherwise. */
  readonly goUpdatesItself: boolean;
  /** A base image is given, so none is made. */
  readonly baseIsGiven: boolean;
}

/**
 * Says what a machine lacks for a cluster of its own, and how to get it.
 * @param goNeeded the newest Go version that a go.mod asks for
 * @returns one line for each thing; empty when the cluster can be built and started
 */
export function missingPrerequisites(machine: Machine, goNeeded: string): readonly string[] {
  if (machine.platform !== 'linux x64') {
    return [`it runs on linux x64, and this is ${machine.platform}; with KUBECONFIG set, a cluster elsewhere is used`];
  }
  const programs = Object.entries(PROGRAMS)
    .filter(([program]) => !(program === 'debootstrap' && machine.baseIsGiven))
    .filter(([program]) => !machine.has(program))
    .map(([, name]) => name);
  const packages = [...new Set([...programs, ...(machine.hasCniPlugins ? [] : ['containernetworking-plugins'])])];
  return [
    ...(machine.isRoot ? [] : ['it must be root, for namespaces and containers: sudo env "PATH=$PATH" npm run e2e']),
    ...(packages.length === 0
      ? []
      : [`it needs ${packages.join(', ')}: apt-get install --yes --no-install-recommends ${packages.join(' ')}`]),
    ...missingGo(machine, goNeeded),
  ];
}

function missingGo({ go, goUpdatesItself }: Machine, needed: string): readonly string[] {
  if (go === undefined) return [`it needs Go ${needed} or newer on PATH: https://go.dev/dl`];
  if (!isOlder(go, needed) || goUpdatesItself) return [];
  return [
    `it needs Go ${needed} or newer, and this is ${go}: https://go.dev/dl, or GOTOOLCHAIN=auto with Go 1.21 or newer, which fetches it`,
  ];
}

/** The folder of the CNI plugins. @throws when there is none */
export function cniFolder(): string {
  const found = CNI_FOLDERS.find((folder) => CNI_PLUGINS.every((plugin) => existsSync(join(folder, plugin))));
  if (found === undefined) throw new Error(`no CNI plugins in ${CNI_FOLDERS.join(' or ')}`);
  return found;
}

export const hasCniPlugins = (): boolean => CNI_FOLDERS.some((folder) => CNI_PLUGINS.every((plugin) => existsSync(join(folder, plugin))));
