import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, runToEnd } from '../../lib/run-command';
import { eventually } from '../scene/eventually';
import type { Daemons } from './daemons';
import { PAUSE_IMAGE } from './image-names';
import type { NodeNetwork } from './network';
import { cniFolder } from './prerequisites';

export interface ContainerdOptions {
  /** Name of the node. */
  readonly name: string;
  /** Folder for the data of the node. It must be on disk, not in memory. */
  readonly folder: string;
  readonly network: NodeNetwork;
}

/** The container runtime of one node. Its images and containers are separate from those of other nodes. */
export class Containerd {
  /** Endpoint in the form that the kubelet needs. */
  readonly endpoint: string;
  readonly #socket: string;

  private constructor(socket: string) {
    this.#socket = socket;
    this.endpoint = `unix://${socket}`;
  }

  static async start(daemons: Daemons, { name, folder, network }: ContainerdOptions): Promise<Containerd> {
    const state = join('/run', name);
    const cni = join(folder, 'cni');
    for (const each of [state, cni]) mkdirSync(each, { recursive: true });
    const runtime = new Containerd(join(state, 'containerd.sock'));
    const config = join(folder, 'containerd.toml');
    writeFileSync(join(cni, '10-bridge.conflist'), JSON.stringify(cniConfig(network, join(folder, 'addresses'))));
    writeFileSync(config, containerdConfig({ socket: runtime.#socket, root: join(folder, 'containerd'), state, cni }));
    daemons.start(`containerd-${name}`, 'containerd', ['-c', config]);
    const isUp = async () => (await runToEnd('ctr', runtime.#arguments('version'))).code === 0;
    await daemons.whileUp(eventually(`containerd of ${name} answers`, isUp));
    return runtime;
  }

  /** Imports an archive in the format of `docker save`. */
  async import(archive: string): Promise<void> {
    await runCommand('ctr', this.#arguments('images', 'import', archive));
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
 * Returns the config in the format of version 2, which containerd 1.6 to 2.x read. `restrict_oom_score_adj` is for machines
 * without CAP_SYS_RESOURCE: there runc would fail when it protects a process from the OOM killer. The plugin "opt" is disabled
 * because it creates a folder /opt/containerd.
 */
const containerdConfig = (paths: {
  readonly socket: string;
  readonly root: string;
  readonly state: string;
  readonly cni: string;
}) => `version = 2
root = "${paths.root}"
state = "${join(paths.state, 'containerd')}"
disabled_plugins = ["io.containerd.internal.v1.opt", "io.containerd.nri.v1.nri", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.devmapper"]

[grpc]
  address = "${paths.socket}"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${PAUSE_IMAGE}"
  restrict_oom_score_adj = true
  disable_apparmor = true
  stream_server_address = "127.0.0.1"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = false
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${cniFolder()}"
    conf_dir = "${paths.cni}"
`;
