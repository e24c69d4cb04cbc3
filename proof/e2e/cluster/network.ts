import { writeFileSync } from 'node:fs';
import { runCommand } from '../../lib/run-command';

/** Addresses of pods. They can be the same for all runs, because each run has a separate network. */
export const POD_CIDR = '10.244.0.0/16';
/** Addresses of services. */
export const SERVICE_CIDR = '10.96.0.0/16';
/** Address of the service "kubernetes", which is always the first one of services. */
export const KUBERNETES_SERVICE = '10.96.0.1';

/** A node's part of the network: a bridge. Its address is that of the node and the gateway of its pods. */
export interface NodeNetwork {
  readonly bridge: string;
  readonly address: string;
  readonly podCidr: string;
}

/** Returns the network of a node. @param index starts at 1 */
export const nodeNetwork = (index: number): NodeNetwork => ({
  bridge: `node${index}`,
  address: `10.244.${index}.1`,
  podCidr: `10.244.${index}.0/24`,
});

/** Address of this machine for the API server, pods and tests. */
export const HOST = nodeNetwork(1).address;

/**
 * Sets up loopback, forwarding between the pods of different nodes, and a route for services. The route is needed because the
 * kernel rejects a packet without a route before the rules of kube-proxy apply.
 */
export async function openNetwork(nodes: readonly NodeNetwork[]): Promise<void> {
  await runCommand('ip', ['link', 'set', 'lo', 'up']);
  for (const { bridge, address } of nodes) {
    await runCommand('ip', ['link', 'add', bridge, 'type', 'bridge']);
    await runCommand('ip', ['address', 'add', `${address}/24`, 'dev', bridge]);
    await runCommand('ip', ['link', 'set', bridge, 'up']);
  }
  await runCommand('ip', ['route', 'add', SERVICE_CIDR, 'dev', nodeNetwork(1).bridge]);
  writeFileSync('/proc/sys/net/ipv4/ip_forward', '1');
}
