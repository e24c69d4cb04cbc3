import * as z from 'zod/mini';
import { egressPolicies, reachesAddress, reachesPod } from '../../../../operate/lib/cluster/egress';
import { type NetworkPolicy, networkPolicy } from '../../../../operate/lib/cluster/objects';

const HTTPS = { port: 443, protocol: 'TCP' } as const;
const DNS = { port: 53, protocol: 'UDP' } as const;
const COREDNS = { namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' }, podLabels: { 'k8s-app': 'kube-dns' } };

const policy = (egress: unknown, podSelector: unknown = {}, policyTypes: unknown = ['Egress']): NetworkPolicy =>
  z.parse(networkPolicy, { metadata: { name: 'a' }, spec: { podSelector, policyTypes, egress } });

const to = (...peers: readonly unknown[]) => [{ to: peers }];
const block = (cidr: string, ...except: readonly string[]) => ({ ipBlock: { cidr, except } });

test.each<[string, unknown, boolean]>([
  ['a rule for everything', [{}], true],
  ['no rule', [], false],
  ['all addresses', to(block('0.0.0.0/0')), true],
  ['all addresses but those of the organisation', to(block('0.0.0.0/0', '13.107.6.0/24')), false],
  ['all addresses but others', to(block('0.0.0.0/0', '169.254.169.254/32')), true],
  ['another network', to(block('10.0.0.0/8')), false],
  ['one of two networks', to(block('10.0.0.0/8'), block('13.107.0.0/16')), true],
  ['pods alone', to({ namespaceSelector: {} }), false],
  ['all addresses at another port', [{ to: [block('0.0.0.0/0')], ports: [{ port: 80 }] }], false],
  ['all addresses at the port', [{ to: [block('0.0.0.0/0')], ports: [{ port: 443 }] }], true],
  ['a range of ports around it', [{ ports: [{ port: 400, endPort: 500 }] }], true],
  ['the port by UDP', [{ ports: [{ port: 443, protocol: 'UDP' }] }], false],
  ['any port by TCP', [{ ports: [{ protocol: 'TCP' }] }], true],
  ['a port by name', [{ ports: [{ port: 'https' }] }], false],
])('traffic to the organisation, with %s', (_, egress, expected) => {
  expect(reachesAddress([policy(egress)], '13.107.6.175', HTTPS)).toBe(expected);
});

test.each<[string, unknown, boolean]>([
  ['every namespace', to({ namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'Exists' }] } }), true],
  ['its namespace and its pods', to({ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }), true],
  ['its namespace and other pods', to({ namespaceSelector: {}, podSelector: { matchLabels: { app: 'x' } } }), false],
  ['another namespace', to({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'x' } } }), false],
  ['pods of its own namespace', to({ podSelector: {} }), false],
  ['all addresses', to(block('0.0.0.0/0')), false],
])('traffic to DNS, with %s', (_, egress, expected) => {
  expect(reachesPod([policy(egress)], COREDNS, DNS)).toBe(expected);
});

test('traffic that one of several policies allows is allowed', () => {
  expect(reachesAddress([policy([]), policy([{}])], '13.107.6.175', HTTPS)).toBe(true);
});

test('only policies for egress that select these pods restrict it', () => {
  const labels = { app: 'agent', tier: 'a' };
  const ours = policy([], {
    matchExpressions: [
      { key: 'app', operator: 'In', values: ['agent'] },
      { key: 'x', operator: 'DoesNotExist' },
    ],
  });
  const others = [
    policy([], { matchLabels: { app: 'other' } }),
    policy([], {}, ['Ingress']),
    policy([], { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['a'] }] }),
  ];
  expect(egressPolicies([...others, ours], labels)).toEqual([ours]);
});
