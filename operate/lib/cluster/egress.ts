import { BlockList, isIPv4 } from 'node:net';
import type { EgressRule, NetworkPolicy, Peer, Port } from './objects';
import { selects } from './selector';

type Labels = Readonly<Record<string, string>>;

/** What a packet is for. */
export interface Service {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** A pod that packets go to. */
export interface PodTarget {
  readonly namespaceLabels: Labels;
  readonly podLabels: Labels;
}

/** The policies that restrict what pods with these labels may reach; none means that they may reach everything. */
export function egressPolicies(policies: readonly NetworkPolicy[], labels: Labels): readonly NetworkPolicy[] {
  return policies.filter(({ spec }) => spec.policyTypes.includes('Egress') && selects(spec.podSelector, labels));
}

/** Whether any of these policies lets packets out to an IPv4 address outside of the cluster. */
export function reachesAddress(policies: readonly NetworkPolicy[], address: string, service: Service): boolean {
  return some(policies, service, ({ ipBlock }) => ipBlock !== undefined && ipBlock !== null && contains(ipBlock, address));
}

/**
 * Whether any of these policies lets packets out to a pod of another namespace. Blocks of addresses do not count: the
 * data plane of AKS (Cilium) does not apply them to pods.
 */
export function reachesPod(policies: readonly NetworkPolicy[], { namespaceLabels, podLabels }: PodTarget, service: Service): boolean {
  return some(policies, service, ({ namespaceSelector, podSelector }) => {
    if (!namespaceSelector || !selects(namespaceSelector, namespaceLabels)) return false;
    return !podSelector || selects(podSelector, podLabels);
  });
}

function some(policies: readonly NetworkPolicy[], service: Service, isTarget: (peer: Peer) => boolean): boolean {
  const lets = ({ to, ports }: EgressRule) =>
    (to.length === 0 || to.some(isTarget)) && (ports.length === 0 || ports.some((port) => includes(port, service)));
  return policies.some(({ spec }) => spec.egress.some(lets));
}

function includes({ protocol, port, endPort }: Port, service: Service): boolean {
  if (protocol !== service.protocol) return false;
  if (port === undefined || port === null) return true;
  // A port by name is one of a pod, which an address outside has not.
  return typeof port === 'number' && service.port >= port && service.port <= (endPort ?? port);
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
