import { BlockList } from 'node:net';
import type {
  V1IPBlock,
  V1LabelSelector,
  V1NetworkPolicy,
  V1NetworkPolicyEgressRule,
  V1NetworkPolicyIngressRule,
  V1NetworkPolicyPeer,
  V1NetworkPolicyPort,
} from '@kubernetes/client-node';

type Labels = Readonly<Record<string, string>>;

/** The parts of a pod that network policies refer to. */
export interface PolicyPod {
  readonly namespace: string;
  readonly labels: Labels;
  readonly address: string;
}

export interface Destination {
  /** A pod, or an address outside of the cluster. */
  readonly to: PolicyPod | string;
  readonly port: number;
  readonly protocol?: 'TCP' | 'UDP';
}

/**
 * How a data plane applies `ipBlock` to pods. Cilium, which AKS uses, never does; others compare a pod's address with it.
 * Test forbidden connections with 'match pods' and needed ones with 'never match pods': each is the harder case.
 */
export type IpBlocks = 'never match pods' | 'match pods';

/** A connection that a pod tries to open. */
export interface Connection {
  readonly from: PolicyPod;
  readonly destination: Destination;
  readonly ipBlocks: IpBlocks;
}

/** A rule of either direction. `peers` undefined or empty means every peer; the same applies to `ports`. */
interface Rule {
  readonly peers: readonly V1NetworkPolicyPeer[] | undefined;
  readonly ports: readonly V1NetworkPolicyPort[] | undefined;
}

/**
 * Whether NetworkPolicies allow a pod to open a connection: a rule of the policies that select the pod must allow it as egress, and
 * a rule of those that select the destination must allow it as ingress. If no policy of a direction selects a pod, everything is
 * allowed in that direction. Limits: namespaces have only the label that Kubernetes gives them, and ports must be numbers.
 */
export function mayReach(policies: readonly V1NetworkPolicy[], { from, destination, ipBlocks }: Connection): boolean {
  const { to } = destination;
  const egress = rulesFor(policies, from, 'Egress', ({ spec }) => (spec?.egress ?? []).map(egressRule));
  const ingress =
    typeof to === 'string' ? undefined : rulesFor(policies, to, 'Ingress', ({ spec }) => (spec?.ingress ?? []).map(ingressRule));
  const { port, protocol = 'TCP' } = destination;
  return allows(egress, { peer: to, port, protocol, ipBlocks }) && allows(ingress, { peer: from, port, protocol, ipBlocks });
}

const egressRule = ({ to, ports }: V1NetworkPolicyEgressRule) => ({ peers: to, ports });
const ingressRule = ({ _from, ports }: V1NetworkPolicyIngressRule) => ({ peers: _from, ports });

interface NamespacedRule extends Rule {
  readonly namespace: string;
}

/** Returns the rules of one direction for a pod, or undefined if no policy restricts that direction. */
function rulesFor(
  policies: readonly V1NetworkPolicy[],
  { namespace, labels }: PolicyPod,
  direction: 'Egress' | 'Ingress',
  rulesOf: (policy: V1NetworkPolicy) => readonly Rule[],
): readonly NamespacedRule[] | undefined {
  const selecting = policies.filter(
    ({ metadata, spec }) =>
      metadata?.namespace === namespace && spec?.policyTypes?.includes(direction) && selects(spec.podSelector ?? {}, labels),
  );
  if (selecting.length === 0) return undefined;
  return selecting.flatMap((policy) => rulesOf(policy).map((rule) => ({ ...rule, namespace })));
}

/** A connection from one of its ends: the pod or address at the other end, and the port. */
interface Traffic {
  readonly peer: PolicyPod | string;
  readonly port: number;
  readonly protocol: string;
  readonly ipBlocks: IpBlocks;
}

function allows(rules: readonly NamespacedRule[] | undefined, traffic: Traffic): boolean {
  if (rules === undefined) return true;
  return rules.some(
    ({ peers, ports, namespace }) =>
      (!peers?.length || peers.some((peer) => matchesPeer(peer, namespace, traffic))) &&
      (!ports?.length || ports.some((port) => matchesPort(port, traffic))),
  );
}

function matchesPeer(
  { ipBlock, namespaceSelector, podSelector }: V1NetworkPolicyPeer,
  policyNamespace: string,
  { peer, ipBlocks }: Traffic,
): boolean {
  if (ipBlock !== undefined) {
    if (typeof peer === 'string') return contains(ipBlock, peer);
    return ipBlocks === 'match pods' && contains(ipBlock, peer.address);
  }
  if (typeof peer === 'string') return false;
  const inNamespace =
    namespaceSelector === undefined
      ? peer.namespace === policyNamespace
      : selects(namespaceSelector, { 'kubernetes.io/metadata.name': peer.namespace });
  return inNamespace && (podSelector === undefined || selects(podSelector, peer.labels));
}

const matchesPort = ({ port, endPort, protocol = 'TCP' }: V1NetworkPolicyPort, traffic: Traffic): boolean =>
  protocol === traffic.protocol &&
  (port === undefined || (typeof port === 'number' && traffic.port >= port && traffic.port <= (endPort ?? port)));

const contains = ({ cidr, except = [] }: V1IPBlock, address: string) => isIn(cidr, address) && !except.some((each) => isIn(each, address));

function isIn(cidr: string, address: string): boolean {
  const [network = '', prefix] = cidr.split('/');
  const block = new BlockList();
  block.addSubnet(network, Number(prefix));
  return block.check(address);
}

function selects({ matchLabels = {}, matchExpressions = [] }: V1LabelSelector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      if (operator === 'In') return value !== undefined && values.includes(value);
      if (operator === 'NotIn') return value === undefined || !values.includes(value);
      throw new Error(`unknown operator of a label selector: "${operator}"`);
    })
  );
}
