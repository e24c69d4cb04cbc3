import { BlockList, isIPv4 } from 'node:net';
import type { EgressRule, NetworkPolicy, Peer, Port } from './objects';
import { selects } from './selector';

type Labels = Readonly<Record<string, string>>;

/** A port that pods want to reach. */
export interface Destination {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** A pod that other pods want to reach, by its labels. */
export interface PodTarget {
  readonly namespaceLabels: Labels;
  readonly podLabels: Labels;
}

/** The policies that restrict what pods with these labels may reach. If there is none, they may reach everything. */
export function egressPolicies(policies: readonly NetworkPolicy[], labels: Labels): readonly NetworkPolicy[] {
  return policies.filter(({ spec }) => spec.policyTypes.includes('Egress') && selects(spec.podSelector, labels));
}

/** Whether any of these policies allows traffic to an IPv4 address outside the cluster. */
export function reachesAddress(policies: readonly NetworkPolicy[], address: string, destination: Destination): boolean {
  return allows(policies, destination, ({ ipBlock }) => ipBlock !== undefined && ipBlock !== null && contains(ipBlock, address));
}

/**
 * Whether any of these policies allows traffic to a pod of another namespace. Blocks of addresses do not count, because the
 * data plane of AKS (Cilium) does not apply them to pods.
 */
export function reachesPod(
  policies: readonly NetworkPolicy[],
  { namespaceLabels, podLabels }: PodTarget,
  destination: Destination,
): boolean {
  return allows(policies, destination, ({ namespaceSelector, podSelector }) => {
    if (!namespaceSelector || !selects(namespaceSelector, namespaceLabels)) return false;
    return !podSelector || selects(podSelector, podLabels);
  });
}

function allows(policies: readonly NetworkPolicy[], destination: Destination, isTarget: (peer: Peer) => boolean): boolean {
  const isAllowedBy = ({ to, ports }: EgressRule) =>
    (to.length === 0 || to.some(isTarget)) && (ports.length === 0 || ports.some((port) => includes(port, destination)));
  return policies.some(({ spec }) => spec.egress.some(isAllowedBy));
}

function includes({ protocol, port, endPort }: Port, destination: Destination): boolean {
  if (protocol !== destination.protocol) return false;
  if (port === undefined || port === null) return true;
  // A named port is one of a pod; addresses outside the cluster have none.
  return typeof port === 'number' && destination.port >= port && destination.port <= (endPort ?? port);
}

function contains({ cidr, except }: { readonly cidr: string; readonly except: readonly string[] }, address: string): boolean {
  return isIn([cidr], address) && !isIn(except, address);
}

/** Whether an IPv4 address lies in a range of addresses. */
export const isInRange = (cidr: string, address: string): boolean => isIn([cidr], address);

function isIn(cidrs: readonly string[], address: string): boolean {
  const blocks = new BlockList();
  for (const cidr of cidrs) {
    const [network = '', prefix] = cidr.split('/');
    if (isIPv4(network)) blocks.addSubnet(network, Number(prefix ?? 32), 'ipv4');
  }
  return blocks.check(address, 'ipv4');
}
