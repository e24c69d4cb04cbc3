import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, runToEnd } from '../../lib/run-command';
import { eventually } from '../scene/eventually';
import type { Daemons } from './daemons';
import { PAUSE_IMAGE } from './image-names';
import type { NodeNetwork } from './network';
import { cniFolder } from './prerequisites';

/** The container runtime of one node, with images and containers of its own. */
export class Containerd {
  /** As the kubelet wants it. */
  readonly endpoint: string;
  readonly #socket: string;

  private constructor(socket: string) {
    this.#socket = socket;
    this.endpoint = `unix://${socket}`;
  }

  /**
   * @param name of the node
   * @param folder for its data, on disk
   */
  static async start(daemons: Daemons, name: string, folder: string, network: NodeNetwork): Promise<Containerd> {
    const state = join('/run', name);
    const cni = join(folder, 'cni');
    for (const each of [state, cni]) mkdirSync(each, { recursive: true });
    const runtime = new Containerd(join(state, 'containerd.sock'));
    const config = join(folder, 'containerd.toml');
    writeFileSync(join(cni, '10-bridge.conflist'), JSON.stringify(cniConfig(network, join(folder, 'addresses'))));
    writeFileSync(config, containerdConfig({ socket: runtime.#socket, root: join(folder, 'containerd'), state, cni }));
    daemons.start(`containerd-${name}`, 'containerd', ['-c', config]);
    const answers = async () => (await runToEnd('ctr', runtime.#arguments('version'))).code === 0;
    await daemons.whileUp(eventually(`containerd of ${name} answers`, answers));
    return runtime;
  }

  /** Imports an archive of `docker save`. */
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
 * In the form of version 2, which containerd 1.6 to 2.x read. Where the machine denies CAP_SYS_RESOURCE no process may be
 * protected from the OOM killer, and runc would fail at trying. The plugin "opt" would make a folder /opt/containerd.
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
