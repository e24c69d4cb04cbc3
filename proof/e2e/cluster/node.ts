import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { V1Node } from '@kubernetes/client-node';
import { eventually } from '../scene/eventually';
import { isReady } from '../scene/is-ready';
import { isNotFound, type Kubernetes } from '../scene/kubernetes';
import type { Certificate } from './certificates';
import { createCgroup } from './cgroups';
import { Containerd } from './containerd';
import type { ControlPlane } from './control-plane';
import type { Daemons } from './daemons';
import { nodeNetwork } from './network';
import type { Plan } from './plan';

/** Starts the container runtime and the kubelet of a node, with all images. @param index starts at 1 */
export async function startNode(index: number, plan: Plan, controlPlane: ControlPlane, daemons: Daemons): Promise<void> {
  const name = `node-${index}`;
  const folder = join(plan.work, name);
  mkdirSync(folder);
  const network = nodeNetwork(index);
  const runtime = await Containerd.start(daemons, { name, folder, network, programs: plan.programs });
  for (const archive of [plan.images.pause, plan.images.keda, plan.images.agents]) await daemons.whileUp(runtime.import(archive));
  const identity = await controlPlane.createAccess(name, {
    name: `system:node:${name}`,
    organization: 'system:nodes',
    alternativeNames: [`DNS:${name}`, `IP:${network.address}`],
  });
  // Empty, because the network has no DNS server.
  writeFileSync(join(folder, 'resolv.conf'), '');
  const file = join(folder, 'kubelet.json');
  const cgroup = createCgroup(plan.cgroup, name);
  const pods = join(plan.logs, `pods-of-${name}`);
  const settings = {
    folder,
    address: network.address,
    endpoint: runtime.endpoint,
    cgroup,
    pods,
    authority: controlPlane.authority.certificate,
  };
  writeFileSync(file, JSON.stringify(kubeletConfig(settings, identity)));
  daemons.start(`kubelet-${name}`, join(plan.programs.kubernetes, 'kubelet'), [
    `--config=${file}`,
    `--kubeconfig=${identity.kubeconfig}`,
    `--hostname-override=${name}`,
    `--node-ip=${network.address}`,
    `--root-dir=${join(folder, 'kubelet')}`,
  ]);
  await daemons.whileUp(eventually(`${name} is Ready`, () => isUp(controlPlane.kubernetes, name)));
}

interface KubeletSettings {
  readonly folder: string;
  readonly address: string;
  readonly endpoint: string;
  readonly cgroup: string;
  readonly pods: string;
  readonly authority: string;
}

/** https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1 */
const kubeletConfig = ({ folder, address, endpoint, cgroup, pods, authority }: KubeletSettings, identity: Certificate) => ({
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
  address,
  healthzBindAddress: address,
  authentication: { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: authority } },
  authorization: { mode: 'Webhook' },
  tlsCertFile: identity.certificate,
  tlsPrivateKeyFile: identity.key,
  cgroupDriver: 'cgroupfs',
  cgroupRoot: cgroup,
  // The machine may have cgroups of either version, and swap.
  failCgroupV1: false,
  failSwapOn: false,
  containerRuntimeEndpoint: endpoint,
  resolvConf: join(folder, 'resolv.conf'),
  podLogsDir: pods,
  // It cannot be lowered without CAP_SYS_RESOURCE.
  oomScoreAdj: 0,
  maxPods: 110,
  serializeImagePulls: false,
  registryPullQPS: 0,
  // Low limits, because all nodes share one disk and one memory, which may be nearly full.
  evictionHard: { 'memory.available': '50Mi', 'nodefs.available': '1%', 'imagefs.available': '1%', 'nodefs.inodesFree': '1%' },
  imageGCHighThresholdPercent: 100,
  nodeStatusUpdateFrequency: '5s',
});

async function isUp(kubernetes: Kubernetes, name: string): Promise<boolean> {
  const node: V1Node | undefined = await kubernetes.core.readNode({ name }).catch((error) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });
  return node !== undefined && isReady(node);
}
