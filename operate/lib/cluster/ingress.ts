import { type Destination, includes, isPod, type PodTarget } from './egress';
import type { NetworkPolicy } from './objects';
import { selects } from './selector';

/** The policies that restrict from where pods with these labels may be reached. If there is none, everything may reach them. */
export function ingressPolicies(policies: readonly NetworkPolicy[], labels: Readonly<Record<string, string>>): readonly NetworkPolicy[] {
  return policies.filter(({ spec }) => spec.policyTypes.includes('Ingress') && selects(spec.podSelector, labels));
}

/** Whether any of these policies lets traffic from a pod in. */
export function acceptsPod(policies: readonly NetworkPolicy[], source: PodTarget, destination: Destination): boolean {
  return policies.some(({ spec }) =>
    spec.ingress.some(
      ({ from, ports }) =>
        (from.length === 0 || from.some((peer) => isPod(peer, source))) &&
        (ports.length === 0 || ports.some((port) => includes(port, destination))),
    ),
  );
}
