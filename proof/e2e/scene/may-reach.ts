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

/** A pod as policies see it. */
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
 * What a data plane makes of `ipBlock`. Cilium, which AKS uses, never applies it to pods; others compare a pod's address.
 * What must be refused is asked of the second, what must be allowed of the first.
 */
export type Blocks = 'never match pods' | 'match pods';

/** A rule's side of one direction: `peers` undefined or empty means everybody, so do `ports`. */
interface Rule {
  readonly peers: readonly V1NetworkPolicyPeer[] | undefined;
  readonly ports: readonly V1NetworkPolicyPort[] | undefined;
}

/**
 * Whether NetworkPolicies let a pod open a connection: some rule of the policies that select it lets it out, and some rule of those
 * that select the destination lets it in. A pod that no policy of a direction selects is open in that direction.
 * Namespaces have the one label that Kubernetes gives them; ports have numbers.
 */
export function mayReach(policies: readonly V1NetworkPolicy[], from: PolicyPod, destination: Destination, blocks: Blocks): boolean {
  const { to } = destination;
  const out = rulesFor(policies, from, 'Egress', ({ spec }) => (spec?.egress ?? []).map(outward));
  const into = typeof to === 'string' ? undefined : rulesFor(policies, to, 'Ingress', ({ spec }) => (spec?.ingress ?? []).map(inward));
  return lets(out, to, destination, blocks) && lets(into, from, destination, blocks);
}

const outward = ({ to, ports }: V1NetworkPolicyEgressRule) => ({ peers: to, ports });
const inward = ({ _from, ports }: V1NetworkPolicyIngressRule) => ({ peers: _from, ports });

interface NamespacedRule extends Rule {
  readonly namespace: string;
}

/** Rules of one direction for a pod; undefined when no policy restricts it. */
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

function lets(
  rules: readonly NamespacedRule[] | undefined,
  other: PolicyPod | string,
  { port, protocol = 'TCP' }: Destination,
  blocks: Blocks,
) {
  if (rules === undefined) return true;
  return rules.some(
    ({ peers, ports, namespace }) =>
      (!peers?.length || peers.some((peer) => isPeer(peer, other, namespace, blocks))) &&
      (!ports?.length || ports.some((each) => isPort(each, port, protocol))),
  );
}

function isPeer(peer: V1NetworkPolicyPeer, other: PolicyPod | string, ownNamespace: string, blocks: Blocks): boolean {
  const { ipBlock, namespaceSelector, podSelector } = peer;
  if (ipBlock !== undefined) {
    if (typeof other === 'string') return contains(ipBlock, other);
    return blocks === 'match pods' && contains(ipBlock, other.address);
  }
  if (typeof other === 'string') return false;
  const inNamespace =
    namespaceSelector === undefined
      ? other.namespace === ownNamespace
      : selects(namespaceSelector, { 'kubernetes.io/metadata.name': other.namespace });
  return inNamespace && (podSelector === undefined || selects(podSelector, other.labels));
}

const isPort = ({ port, endPort, protocol = 'TCP' }: V1NetworkPolicyPort, wanted: number, wantedProtocol: string): boolean =>
  protocol === wantedProtocol && (port === undefined || (typeof port === 'number' && wanted >= port && wanted <= (endPort ?? port)));

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
      throw new Error(`no such operator of a label selector: "${operator}"`);
    })
  );
}
