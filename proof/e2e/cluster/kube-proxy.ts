import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane';
import type { Daemons } from './daemons';
import { POD_CIDR } from './network';
import type { Plan } from './plan';

/** Starts kube-proxy. One is enough, because all nodes share one network stack. */
export async function startKubeProxy({ work, programs }: Plan, controlPlane: ControlPlane, daemons: Daemons): Promise<void> {
  const { kubeconfig } = await controlPlane.createAccess('kube-proxy', { name: 'system:kube-proxy' });
  const file = join(work, 'kube-proxy.json');
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
      kind: 'KubeProxyConfiguration',
      mode: 'iptables',
      clientConnection: { kubeconfig },
      clusterCIDR: POD_CIDR,
      hostnameOverride: 'node-1',
      bindAddress: '127.0.0.1',
      healthzBindAddress: '127.0.0.1:10256',
      metricsBindAddress: '127.0.0.1:10249',
      oomScoreAdj: 0,
      // 0 leaves the kernel's limit of tracked connections unchanged: it applies to the whole machine.
      conntrack: { maxPerCore: 0 },
    }),
  );
  daemons.start('kube-proxy', join(programs.kubernetes, 'kube-proxy'), [`--config=${file}`]);
}
