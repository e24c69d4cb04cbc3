import { writeFileSync } from 'node:fs';
import { runCommand } from '../../lib/run-command';

/** Addresses of the cluster: they are in a network of its own, so they are the same for all runs. */
export const POD_CIDR = '10.244.0.0/16';
export const SERVICE_CIDR = '10.96.0.0/16';
/** The service "kubernetes" has the first address of services. */
export const KUBERNETES_SERVICE = '10.96.0.1';

/** A node's part of the network: a bridge whose address is the node's and its pods' way out. */
export interface NodeNetwork {
  readonly bridge: string;
  readonly address: string;
  readonly podCidr: string;
}

/** @param index counts from 1 */
export const nodeNetwork = (index: number): NodeNetwork => ({
  bridge: `node${index}`,
  address: `10.244.${index}.1`,
  podCidr: `10.244.${index}.0/24`,
});

/** Address of this machine for API server, pods and tests. */
export const HOST = nodeNetwork(1).address;

/** Loopback, forwarding between the nodes' pods, and a route for services, without which no rule of theirs is looked at. */
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
