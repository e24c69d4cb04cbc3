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
  /** Whether it is in the namespace of the policies. @default false */
  readonly isInSameNamespace?: boolean;
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
 * Whether any of these policies allows traffic to a pod. Blocks of addresses do not count, because the data plane of AKS
 * (Cilium) does not apply them to pods.
 */
export function reachesPod(policies: readonly NetworkPolicy[], target: PodTarget, destination: Destination): boolean {
  return allows(policies, destination, (peer) => isPod(peer, target));
}

/** Whether a peer of a rule selects a pod. Without a selector for namespaces, it selects pods of the policy's namespace. */
export function isPod(
  { namespaceSelector, podSelector }: Peer,
  { namespaceLabels, podLabels, isInSameNamespace = false }: PodTarget,
): boolean {
  if (namespaceSelector ? !selects(namespaceSelector, namespaceLabels) : !podSelector || !isInSameNamespace) return false;
  return !podSelector || selects(podSelector, podLabels);
}

function allows(policies: readonly NetworkPolicy[], destination: Destination, isTarget: (peer: Peer) => boolean): boolean {
  const isAllowedBy = ({ to, ports }: EgressRule) =>
    (to.length === 0 || to.some(isTarget)) && (ports.length === 0 || ports.some((port) => includes(port, destination)));
  return policies.some(({ spec }) => spec.egress.some(isAllowedBy));
}

/** Whether a port of a rule includes a destination. */
export function includes({ protocol, port, endPort }: Port, destination: Destination): boolean {
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
