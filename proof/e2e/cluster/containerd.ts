import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, runToEnd } from '../../lib/run-command';
import { eventually } from '../scene/eventually';
import type { Daemons } from './daemons';
import { PAUSE_IMAGE } from './image-names';
import type { NodeNetwork } from './network';
import { cniFolder } from './prerequisites';
import type { Programs } from './programs';

export interface ContainerdOptions {
  /** Name of the node. */
  readonly name: string;
  /** Folder for the data of the node. It must be on disk, not in memory. */
  readonly folder: string;
  readonly network: NodeNetwork;
  readonly programs: Pick<Programs, 'containerd' | 'runc'>;
}

/** The container runtime of one node. Its images and containers are separate from those of other nodes. */
export class Containerd {
  /** Endpoint in the form that the kubelet needs. */
  readonly endpoint: string;
  readonly #socket: string;
  readonly #ctr: string;

  private constructor(socket: string, ctr: string) {
    this.#socket = socket;
    this.#ctr = ctr;
    this.endpoint = `unix://${socket}`;
  }

  static async start(daemons: Daemons, { name, folder, network, programs }: ContainerdOptions): Promise<Containerd> {
    const state = join('/run', name);
    const cni = join(folder, 'cni');
    for (const each of [state, cni]) mkdirSync(each, { recursive: true });
    const runtime = new Containerd(join(state, 'containerd.sock'), join(programs.containerd, 'ctr'));
    const config = join(folder, 'containerd.toml');
    writeFileSync(join(cni, '10-bridge.conflist'), JSON.stringify(cniConfig(network, join(folder, 'addresses'))));
    const paths = { socket: runtime.#socket, root: join(folder, 'containerd'), state, cni, programs };
    writeFileSync(config, containerdConfig(paths));
    daemons.start(`containerd-${name}`, join(programs.containerd, 'containerd'), ['-c', config]);
    const isUp = async () => (await runToEnd(runtime.#ctr, runtime.#arguments('version'))).code === 0;
    await daemons.whileUp(eventually(`containerd of ${name} answers`, isUp));
    return runtime;
  }

  /** Imports an archive in the format of `docker save`. */
  async import(archive: string): Promise<void> {
    await runCommand(this.#ctr, this.#arguments('images', 'import', archive));
  }

  #arguments(...args: string[]): string[] {
    return ['--address', this.#socket, '--namespace', 'k8s.io', ...args];
  }
}

const cniConfig = ({ bridge, address, podCidr }: NodeNetwork, dataDir: string) => ({
  cniVersion: '0.4.0',
  name: 'pods',
  plugins: [
    {
      type: 'bridge',
      bridge,
      isGateway: true,
      ipMasq: false,
      hairpinMode: true,
      ipam: { type: 'host-local', dataDir, ranges: [[{ subnet: podCidr, gateway: address }]], routes: [{ dst: '0.0.0.0/0' }] },
    },
  ],
});

/**
 * Returns the config (docs/cri/config.md and docs/man/containerd-config.toml.5.md of containerd). `restrict_oom_score_adj` is for machines without CAP_SYS_RESOURCE: there
 * runc would fail when it protects a process from the OOM killer. The plugin "opt" is disabled because it creates a folder
 * /opt/containerd.
 */
const containerdConfig = (paths: {
  readonly socket: string;
  readonly root: string;
  readonly state: string;
  readonly cni: string;
  readonly programs: ContainerdOptions['programs'];
}) => `version = 4
root = "${paths.root}"
state = "${join(paths.state, 'containerd')}"
disabled_plugins = ["io.containerd.internal.v1.opt", "io.containerd.nri.v1.nri"]

[plugins."io.containerd.server.v1.grpc"]
  address = "${paths.socket}"

[plugins."io.containerd.server.v1.ttrpc"]
  address = "${paths.socket}.ttrpc"

[plugins."io.containerd.cri.v1.images".pinned_images]
  sandbox = "${PAUSE_IMAGE}"

[plugins."io.containerd.cri.v1.runtime"]
  restrict_oom_score_adj = true
  disable_apparmor = true
  [plugins."io.containerd.cri.v1.runtime".cni]
    bin_dirs = ["${cniFolder()}"]
    conf_dir = "${paths.cni}"
  [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    runtime_path = "${join(paths.programs.containerd, 'containerd-shim-runc-v2')}"
    [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
      BinaryName = "${join(paths.programs.runc, 'runc')}"
      SystemdCgroup = false

[plugins."io.containerd.grpc.v1.cri"]
  stream_server_address = "127.0.0.1"
`;
