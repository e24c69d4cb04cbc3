import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane';
import type { Daemons } from './daemons';
import { POD_CIDR } from './network';
import type { Plan } from './plan';

/** Starts kube-proxy, once for all nodes: they share one network stack. */
export async function startKubeProxy({ work, programs }: Plan, plane: ControlPlane, daemons: Daemons): Promise<void> {
  const { kubeconfig } = await plane.access('kube-proxy', { name: 'system:kube-proxy' });
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
      // The number of tracked connections is the machine's to set.
      conntrack: { maxPerCore: 0 },
    }),
  );
  daemons.start('kube-proxy', join(programs.kubernetes, 'kube-proxy'), [`--config=${file}`]);
}
