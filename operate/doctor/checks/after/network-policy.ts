import { CLUSTER_RANGES, NODE_SERVICES } from '../../../../config/cluster-network';
import { selectorLabels } from '../../../../config/labels';
import { reason } from '../../../../lib/reason';
import { egressPolicies, isInRange, reachesAddress, reachesPod, type Service } from '../../../lib/cluster/egress';
import type { NetworkPolicy } from '../../../lib/cluster/objects';
import { fail } from '../../outcome';
import { allOf, type Fault } from './all-of';
import type { AfterCheck, AfterContext } from './context';
import { DEPLOY } from './deploy';
import { deployedEntries } from './entries';

const DNS: readonly Service[] = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];
/** Where AKS has CoreDNS, and the label of its pods (learn.microsoft.com, "Customize CoreDNS with Azure Kubernetes Service"). */
const COREDNS = { namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' }, podLabels: { 'k8s-app': 'kube-dns' } };
/** A pod that no option names: policies of earlier versions of this project let jobs reach all pods. */
const ANY_POD = { namespaceLabels: { 'kubernetes.io/metadata.name': 'a-namespace-that-no-entry-names' }, podLabels: {} };
/** An address that stands for all outside of the cluster (RFC 5737). */
const ANY_ADDRESS = '203.0.113.1';

/** By the rules of the NetworkPolicies that are there now. What other kinds of policies and firewalls do is not seen. */
export const networkPolicy: AfterCheck = {
  id: 'network-policy',
  title: 'Network policies let agents reach the organisation, and no other pods',
  phase: 'after',
  run: async (context) => {
    const { cluster, names } = context;
    const policies = await cluster().networkPolicies(names.agentsNamespace);
    const ofEntries = deployedEntries(context).map(({ scaledJob }) => egressPolicies(policies, selectorLabels(scaledJob, 'agent')));
    if (ofEntries.some((selecting) => selecting.length === 0))
      return fail("no NetworkPolicy selects the agents' pods: jobs reach everything, the metadata service of the node too", DEPLOY);
    const target = await targetOf(context);
    const faults = ofEntries.flatMap((selecting) => faultsOf(selecting, target, `${DEPLOY} puts the project's policy back`));
    const unique = faults.filter((fault, index) => faults.findIndex(({ finding }) => finding === fault.finding) === index);
    return allOf(
      unique,
      `${namesOf(ofEntries.flat())}: let DNS and ${target.text} through, and no other pods; other kinds of policies and firewalls are not seen from here`,
    );
  },
};

interface Target {
  readonly host: string;
  readonly port: number;
  readonly addresses: readonly string[];
  readonly text: string;
}

async function targetOf({ connection, lookup }: AfterContext): Promise<Target> {
  const { hostname: host, port: given, protocol } = new URL(connection.url);
  const port = Number(given || (protocol === 'https:' ? 443 : 80));
  try {
    const addresses = await lookup(host);
    return { host, port, addresses, text: `${host} (${addresses.join(', ')}) at port ${port}` };
  } catch (error) {
    const text = `addresses outside of the cluster at port ${port} (${host} can't be looked up here: ${reason(error)})`;
    return { host, port, addresses: [ANY_ADDRESS], text };
  }
}

function faultsOf(policies: readonly NetworkPolicy[], { host, port, addresses }: Target, advice: string): readonly Fault[] {
  const refused = addresses.filter((address) => !reachesAddress(policies, address, { port, protocol: 'TCP' }));
  const own = CLUSTER_RANGES.find((range) => refused.some((address) => isInRange(range, address)));
  const noDns = DNS.filter((service) => !reachesPod(policies, COREDNS, service)).map(({ protocol }) => protocol);
  const by = namesOf(policies);
  return [
    ...(refused.length === 0
      ? []
      : [
          {
            finding: `${by}: ${refused.join(', ')} of ${host} is out of reach at port ${port}`,
            advice: own === undefined ? advice : overlaps(own),
          },
        ]),
    ...(noDns.length === 0 ? [] : [{ finding: `${by}: DNS is out of reach (port 53 of kube-dns by ${noDns.join(' and ')})`, advice }]),
    ...tooMuch(policies).map((what) => ({ finding: `${by}: jobs can reach ${what}`, advice })),
  ];
}

/** What policies let jobs reach that they must not. */
function tooMuch(policies: readonly NetworkPolicy[]): readonly string[] {
  const service: Service = { port: 80, protocol: 'TCP' };
  const exposed = NODE_SERVICES.map((range) => range.replace('/32', '')).filter((address) => reachesAddress(policies, address, service));
  return [
    ...(reachesPod(policies, ANY_POD, service) ? ['the pods of every namespace'] : []),
    ...(exposed.length === 0 ? [] : [`services of the node that give out its credentials (${exposed.join(', ')})`]),
  ];
}

const overlaps = (range: string): string =>
  `the cluster uses ${range} for its own pods or services, so Azure DevOps needs an address outside of that range`;

const namesOf = (policies: readonly NetworkPolicy[]): string => {
  const names = [...new Set(policies.map(({ metadata }) => metadata.name))];
  return `NetworkPolicy ${names.join(' and ')}`;
};
