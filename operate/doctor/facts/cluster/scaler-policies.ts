import { selectorLabels } from '../../../../config/labels';
import { FIXED_NAMES } from '../../../../config/names';
import { SCALER_SERVER } from '../../../../config/pod-contract';
import { mayStay } from '../../../../config/scaler-address';
import { type Destination, egressPolicies, type PodTarget, reachesPod } from '../../../lib/cluster/egress';
import { acceptsPod, ingressPolicies } from '../../../lib/cluster/ingress';
import type { NetworkPolicy } from '../../../lib/cluster/objects';
import type { Finding } from '../../../lib/finding';
import type { Remedies } from '../../../lib/remedies';
import type { ClusterContext } from './context';
import { deployedEntries } from './entries';

const NUMBERS: Destination = { port: SCALER_SERVER.numbersPort, protocol: 'TCP' };
const AGENTS: Destination = { port: SCALER_SERVER.agentsPort, protocol: 'TCP' };

/** KEDA's operator. Its chart sets the label (templates/manager/deployment.yaml). */
const operatorIn = (namespace: string): PodTarget => ({
  namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
  podLabels: { app: FIXED_NAMES.kedaOperator },
});

/** What to do about a policy that is not as this project makes it. */
export const policyAdvice = ({ restore }: Pick<Remedies, 'restore'>): string => `${restore} restores the policy of this project`;

/** What is wrong with the policies that decide who may reach the scaler. */
export function scalerPolicyFindings(
  policies: readonly NetworkPolicy[],
  { config, names, remedies }: Pick<ClusterContext, 'config' | 'names' | 'remedies'>,
): readonly Finding[] {
  const advice = policyAdvice(remedies);
  // The namespace of the agents has KEDA too if the release installs it.
  const operator = { ...operatorIn(names.kedaNamespace), isInSameNamespace: names.kedaNamespace === names.agentsNamespace };
  const labels = selectorLabels(config.name, 'scaler');
  const ofScaler = ingressPolicies(policies, labels);
  const accepts = (source: PodTarget, destination: Destination) => ofScaler.length === 0 || acceptsPod(ofScaler, source, destination);
  const scaler: PodTarget = { namespaceLabels: {}, podLabels: labels, isInSameNamespace: true };
  const agents = deployedEntries(config).map(({ entry, scaledJobName, component }) => {
    const podLabels = selectorLabels(scaledJobName, component);
    return {
      what: `${component}s of ${scaledJobName}`,
      asks: mayStay(entry),
      podLabels,
      pod: { namespaceLabels: {}, podLabels, isInSameNamespace: true },
    };
  });
  const cutOff = agents
    .filter(({ asks }) => asks)
    .filter(({ pod, podLabels }) => !accepts(pod, AGENTS) || !reachesPod(egressPolicies(policies, podLabels), scaler, AGENTS));
  return [
    ...(accepts(operator, NUMBERS)
      ? []
      : [{ finding: `KEDA's operator can't reach the scaler at port ${NUMBERS.port}: no agents are made`, advice }]),
    ...(agents.some(({ pod }) => accepts(pod, NUMBERS))
      ? [{ finding: `jobs can poll the scaler at port ${NUMBERS.port} in place of KEDA, which then gets fewer agents`, advice }]
      : []),
    ...cutOff.map(({ what }) => ({
      finding: `${what} can't reach the scaler at port ${AGENTS.port}: none stays without a job`,
      advice,
    })),
  ];
}
