import type { V1NetworkPolicy, V1NetworkPolicySpec } from '@kubernetes/client-node';
import { AgentNetworkPolicy } from '../../../../constructs/agents/agent-network-policy';
import { MetricsPolicy } from '../../../../constructs/agents/metrics-policy';
import { KedaNetworkPolicy } from '../../../../constructs/keda/keda-network-policy';
import { ClusterEgress } from '../../../../constructs/pods/cluster-egress';
import { type Destination, mayReach, type PolicyPod } from '../../../../proof/e2e/scene/may-reach';
import { manifestsOf, synthStack } from '../../../support/synth';

const pod = (namespace: string, labels: Record<string, string>, address: string): PolicyPod => ({ namespace, labels, address });
const ours = (component: string) => ({
  'app.kubernetes.io/name': 'azure-pipelines-agent',
  'app.kubernetes.io/instance': 'linux',
  'app.kubernetes.io/component': component,
});
const agent = pod('agents', ours('agent'), '10.244.0.10');
const placeholder = pod('agents', ours('placeholder'), '10.244.0.11');
const dns = pod('kube-system', { 'k8s-app': 'kube-dns' }, '10.244.0.2');
const scraper = pod('kube-system', { rsName: 'ama-metrics' }, '10.244.0.3');
const operator = pod('keda', { app: 'keda-operator' }, '10.244.0.20');
const metricsServer = pod('keda', { app: 'keda-operator-metrics-apiserver' }, '10.244.0.21');
const webhooks = pod('keda', { app: 'keda-admission-webhooks' }, '10.244.0.22');
const cache = pod('nexus', { app: 'nexus' }, '10.244.0.30');

/** The policies as the client reads them from a cluster. There `from` is called `_from`, because it is a word of the language. */
const policiesOf = (build: Parameters<typeof synthStack>[0]) =>
  JSON.parse(JSON.stringify(manifestsOf(synthStack(build))).replaceAll('"from":', '"_from":')) as readonly V1NetworkPolicy[];

const policies = policiesOf((scope) => {
  new AgentNetworkPolicy(scope, 'agents', { namespace: 'agents' });
  new MetricsPolicy(scope, 'metrics', { namespace: 'agents' });
  new KedaNetworkPolicy(scope, 'keda', { namespace: 'keda', metricsFrom: 'kube-system' });
});

/** Whether the policies allow a connection, in data planes that apply IP blocks to pods and in those that do not. */
const reaches = (from: PolicyPod, destination: Destination, all = policies) =>
  (['match pods', 'never match pods'] as const).map((ipBlocks) => mayReach(all, { from, destination, ipBlocks }));
const ALWAYS = [true, true];
const NEVER = [false, false];

describe('an agent reaches', () => {
  test.each<[string, Destination['to'], number, 'TCP' | 'UDP']>([
    ['Azure DevOps', '13.107.42.20', 443, 'TCP'],
    ['a feed in a private network', '10.1.2.3', 8081, 'TCP'],
    ['Azure DevOps Server', '192.168.7.1', 80, 'TCP'],
    ['DNS by UDP', dns, 53, 'UDP'],
    ['DNS by TCP', dns, 53, 'TCP'],
    ['the cache of DNS answers on its node', pod('kube-system', { 'k8s-app': 'node-local-dns' }, '10.224.0.4'), 53, 'UDP'],
    ['the API server by its own address', '20.31.32.33', 443, 'TCP'],
    ["the API server by its service's address", '10.0.0.1', 443, 'TCP'],
  ])('%s', (_, to, port, protocol) => {
    expect(reaches(agent, { to, port, protocol })).toEqual(ALWAYS);
  });
});

describe('an agent does not reach', () => {
  test.each<[string, Destination['to'], number]>([
    ['the metadata service of its node', '169.254.169.254', 80],
    ['the WireServer', '168.63.129.16', 80],
    ['a pod of another namespace', cache, 8081],
    ['another agent', { ...agent, address: '10.244.0.12' }, 22],
    ['the placeholder', placeholder, 8080],
    ['other ports of the pods that answer DNS', dns, 8080],
    ['other pods of the namespace of DNS', scraper, 53],
    ["KEDA's operator", operator, 9666],
    ["KEDA's metrics", operator, 8080],
    ["KEDA's webhooks", webhooks, 9443],
    ['an address of a service', '10.0.17.4', 443],
    ['an address of a pod', '10.244.3.7', 443],
    ["another port of the API server's service", '10.0.0.1', 80],
  ])('%s', (_, to, port) => {
    expect(reaches(agent, { to, port })).toEqual(NEVER);
  });
});

test('only the agents of an entry reach its egressNamespaces', () => {
  const egress = { objectName: 'linux', namespace: 'agents', component: 'agent', egressNamespaces: ['nexus', 'minio'] } as const;
  const named = policiesOf((scope) => void new ClusterEgress(scope, 'egress', egress));
  const both = [...policies, ...named];
  expect(reaches(agent, { to: cache, port: 8081 }, both)).toEqual(ALWAYS);
  expect(reaches(agent, { to: { ...cache, namespace: 'other' }, port: 8081 }, both)).toEqual(NEVER);
  expect(reaches(placeholder, { to: cache, port: 8081 }, both)).toEqual(NEVER);
  const otherEntry = { ...agent, labels: { ...agent.labels, 'app.kubernetes.io/instance': 'other' } };
  expect(reaches(otherEntry, { to: cache, port: 8081 }, both)).toEqual(NEVER);
});

describe('into the namespace of KEDA', () => {
  test.each<[string, PolicyPod, PolicyPod, number, readonly boolean[]]>([
    ["the API server's tunnel to the aggregated API", scraper, metricsServer, 6443, ALWAYS],
    ["the API server's tunnel to the webhooks", scraper, webhooks, 9443, ALWAYS],
    ["KEDA's metrics server to the operator", metricsServer, operator, 9666, ALWAYS],
    ['the reader of metrics', scraper, operator, 8080, ALWAYS],
    ['others to the operator', cache, operator, 9666, NEVER],
    ['others to the metrics', cache, operator, 8080, NEVER],
    ['others to profiling', cache, operator, 8082, NEVER],
  ])('%s', (_, from, to, port, expected) => {
    expect(reaches(from, { to, port })).toEqual(expected);
  });

  test('KEDA itself reaches every address', () => {
    expect(reaches(operator, { to: '13.107.42.20', port: 443 })).toEqual(ALWAYS);
    expect(reaches(operator, { to: cache, port: 80 })).toEqual(ALWAYS);
  });
});

describe('the semantics of Kubernetes', () => {
  const policy = (spec: Partial<V1NetworkPolicySpec>, namespace = 'agents'): V1NetworkPolicy => ({
    metadata: { namespace },
    spec: { podSelector: {}, policyTypes: ['Egress', 'Ingress'], ...spec },
  });
  const may = (policy_: V1NetworkPolicy, to: Destination['to'] = placeholder, port = 80) =>
    mayReach([policy_], { from: agent, destination: { to, port }, ipBlocks: 'match pods' });

  test('a pod that no policy selects is not restricted', () => {
    expect(may(policy({}, 'elsewhere'))).toBe(true);
    expect(may(policy({ podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }))).toBe(true);
    expect(may(policy({ podSelector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] } }))).toBe(false);
  });

  test('a policy without rules allows nothing, an empty rule allows everything', () => {
    expect(may(policy({}))).toBe(false);
    expect(may(policy({ egress: [{}], ingress: [{}] }))).toBe(true);
    expect(may(policy({ egress: [{}] }))).toBe(false);
    expect(may(policy({ policyTypes: ['Ingress'], ingress: [{}] }), '1.2.3.4')).toBe(true);
  });

  test("a pod selector alone selects pods of the policy's own namespace", () => {
    const own = policy({ egress: [{ to: [{ podSelector: {} }] }], policyTypes: ['Egress'] });
    expect(may(own)).toBe(true);
    expect(may(own, cache)).toBe(false);
  });

  test('a port range includes both ends', () => {
    const range = policy({ egress: [{ ports: [{ port: 80, endPort: 90 }] }], policyTypes: ['Egress'] });
    expect([79, 80, 90, 91].map((port) => may(range, '1.2.3.4', port))).toEqual([false, true, true, false]);
  });

  test('NotIn excludes pods with the label', () => {
    const notIn = policy({
      podSelector: { matchExpressions: [{ key: 'app.kubernetes.io/instance', operator: 'NotIn', values: ['linux'] }] },
    });
    expect(may(notIn)).toBe(true);
  });
});
