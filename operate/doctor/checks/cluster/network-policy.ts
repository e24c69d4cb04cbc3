import { NODE_SERVICES } from '../../../../config/cluster-network';
import { selectorLabels } from '../../../../config/labels';
import { reason } from '../../../../lib/reason';
import { type Destination, egressPolicies, isInRange, reachesAddress, reachesPod } from '../../../lib/cluster/egress';
import type { NetworkPolicy } from '../../../lib/cluster/objects';
import type { Finding } from '../../../lib/finding';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { deployedEntries } from '../../facts/cluster/entries';
import { policyAdvice, scalerPolicyFindings } from '../../facts/cluster/scaler-policies';
import { fail, outcomeOf } from '../../outcome';

const DNS: readonly Destination[] = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];
/** The namespace and the label of AKS' CoreDNS pods (learn.microsoft.com, "Customize CoreDNS with Azure Kubernetes Service"). */
const COREDNS = { namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' }, podLabels: { 'k8s-app': 'kube-dns' } };
/** A pod that no option names. The policies of earlier versions of this project let jobs reach all pods. */
const ANY_POD = { namespaceLabels: { 'kubernetes.io/metadata.name': 'a-namespace-that-no-entry-names' }, podLabels: {} };
/** An address that represents all addresses outside the cluster (RFC 5737). */
const ANY_ADDRESS = '203.0.113.1';

/** Evaluates the rules of the NetworkPolicies in the cluster. It can't see what other kinds of policies and firewalls do. */
export const networkPolicy: Check<ClusterContext> = {
  id: 'network-policy',
  title: 'Network policies',
  run: async (context) => {
    const { cluster, config, names, remedies, clusterRanges } = context;
    const advice = policyAdvice(remedies);
    const policies = await cluster().networkPolicies(names.agentsNamespace);
    const ofEntries = deployedEntries(config).map(({ scaledJobName, component }) =>
      egressPolicies(policies, selectorLabels(scaledJobName, component)),
    );
    if (ofEntries.some((selecting) => selecting.length === 0))
      return fail(
        'no NetworkPolicy selects the pods of jobs: they reach everything, even the metadata service of the node',
        remedies.restore,
      );
    const targets = await Promise.all(context.serviceUrls.map((url) => targetOf(url, context)));
    const hasScaler = config.keda.trigger === 'metrics-api';
    const findings = [
      ...ofEntries.flatMap((selecting) => [
        ...targets.flatMap((target) => unreachable(selecting, target, { advice, clusterRanges })),
        ...findingsOf(selecting, advice),
      ]),
      ...(hasScaler ? scalerPolicyFindings(policies, context) : []),
    ];
    const unique = findings.filter((each, index) => findings.findIndex(({ finding }) => finding === each.finding) === index);
    return outcomeOf(
      unique,
      `${namesOf(ofEntries.flat())}: let DNS and ${targets.map(({ text }) => text).join(' and ')} through, and no other pods${hasScaler ? '; KEDA can reach the scaler' : ''}; other kinds of policies and firewalls are not checked`,
    );
  },
};

interface Target {
  readonly host: string;
  readonly port: number;
  readonly addresses: readonly string[];
  readonly text: string;
}

async function targetOf(serviceUrl: string, { lookup }: Pick<ClusterContext, 'lookup'>): Promise<Target> {
  const { hostname: host, port: given, protocol } = new URL(serviceUrl);
  const port = Number(given || (protocol === 'https:' ? 443 : 80));
  try {
    const addresses = await lookup(host);
    return { host, port, addresses, text: `${host} (${addresses.join(', ')}) at port ${port}` };
  } catch (error) {
    const text = `addresses outside the cluster at port ${port} (${host} can't be looked up here: ${reason(error)})`;
    return { host, port, addresses: [ANY_ADDRESS], text };
  }
}

function unreachable(
  policies: readonly NetworkPolicy[],
  { host, port, addresses }: Target,
  { advice, clusterRanges }: Pick<ClusterContext, 'clusterRanges'> & { readonly advice: string },
): readonly Finding[] {
  const refused = addresses.filter((address) => !reachesAddress(policies, address, { port, protocol: 'TCP' }));
  const own = clusterRanges.find((range) => refused.some((address) => isInRange(range, address)));
  if (refused.length === 0) return [];
  const finding = `${namesOf(policies)}: ${refused.join(', ')} of ${host} can't be reached at port ${port}`;
  return [{ finding, advice: own === undefined ? advice : overlaps(own) }];
}

function findingsOf(policies: readonly NetworkPolicy[], advice: string): readonly Finding[] {
  const noDns = DNS.filter((destination) => !reachesPod(policies, COREDNS, destination)).map(({ protocol }) => protocol);
  const by = namesOf(policies);
  return [
    ...(noDns.length === 0 ? [] : [{ finding: `${by}: DNS can't be reached (port 53 of kube-dns by ${noDns.join(' and ')})`, advice }]),
    ...exposedBy(policies).map((what) => ({ finding: `${by}: jobs can reach ${what}`, advice })),
  ];
}

/** What policies let jobs reach, although they must not. */
function exposedBy(policies: readonly NetworkPolicy[]): readonly string[] {
  const destination: Destination = { port: 80, protocol: 'TCP' };
  const nodeServices = NODE_SERVICES.map((range) => range.replace('/32', '')).filter((address) =>
    reachesAddress(policies, address, destination),
  );
  return [
    ...(reachesPod(policies, ANY_POD, destination) ? ['the pods of every namespace'] : []),
    ...(nodeServices.length === 0 ? [] : [`services of the node that give out its credentials (${nodeServices.join(', ')})`]),
  ];
}

const overlaps = (range: string): string =>
  `the cluster uses ${range} for its own pods or services, so the service needs an address outside that range`;

const namesOf = (policies: readonly NetworkPolicy[]): string => {
  const names = [...new Set(policies.map(({ metadata }) => metadata.name))];
  return `NetworkPolicy ${names.join(' and ')}`;
};
