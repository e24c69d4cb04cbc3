import type { V1NetworkPolicy } from '@kubernetes/client-node';
import { AgentNetworkPolicy } from '../../../constructs/agents/agent-network-policy';
import { ApiServerPolicy } from '../../../constructs/agents/api-server-policy';
import { Scaler, type ScalerProps } from '../../../constructs/scaler/scaler';
import { type Destination, mayReach, type PolicyPod } from '../../../proof/e2e/scene/may-reach';
import { aScaler } from '../../support/scalers';
import { manifestsOf, synthStack } from '../../support/synth';

const pod = (namespace: string, labels: Record<string, string>, address: string): PolicyPod => ({ namespace, labels, address });
const ours = (instance: string, component: string) => ({
  'app.kubernetes.io/name': 'azure-pipelines-agent',
  'app.kubernetes.io/instance': instance,
  'app.kubernetes.io/component': component,
});
const scaler = pod('agents', ours('pipelines', 'scaler'), '10.244.0.9');
const agent = pod('agents', ours('pipelines-linux', 'agent'), '10.244.0.10');
const asking = pod('agents', ours('pipelines-warm', 'agent'), '10.244.0.11');
const runner = pod('agents', ours('pipelines-gh', 'runner'), '10.244.0.13');
const askingRunner = pod('agents', ours('pipelines-gh-warm', 'runner'), '10.244.0.14');
const placeholder = pod('agents', ours('pipelines-warm', 'placeholder'), '10.244.0.12');
const operator = pod('keda', { app: 'keda-operator' }, '10.244.0.20');
const metricsServer = pod('keda', { app: 'keda-operator-metrics-apiserver' }, '10.244.0.21');
const scraper = pod('kube-system', { rsName: 'ama-metrics' }, '10.244.0.3');
const stranger = pod('default', { app: 'keda-operator' }, '10.244.0.30');

const entries: ScalerProps['entries'] = [
  { objectName: 'pipelines-linux', pool: 'linux' },
  { objectName: 'pipelines-warm', pool: 'warm', anticipate: true },
  { objectName: 'pipelines-gh', scaleSet: { name: 'gh', group: 'Default', labels: [] } },
  { objectName: 'pipelines-gh-warm', scaleSet: { name: 'gh-warm', group: 'Default', labels: [] }, anticipate: true },
];

/** The policies of a namespace with the scaler, as the client reads them. There `from` is called `_from`. */
const policiesOf = (metricsFrom?: string, served: ScalerProps['entries'] = entries) =>
  JSON.parse(
    JSON.stringify(
      manifestsOf(
        synthStack((scope) => {
          new AgentNetworkPolicy(scope, 'agents', { namespace: 'agents', agentsReachApiServer: false });
          new ApiServerPolicy(scope, 'api_server', { namespace: 'agents' });
          new Scaler(scope, 'scaler', aScaler({ entries: served, metricsFrom }));
        }),
      ).filter(({ kind }) => kind === 'NetworkPolicy'),
    ).replaceAll('"from":', '"_from":'),
  ) as readonly V1NetworkPolicy[];

const policies = policiesOf();
const reaches = (from: PolicyPod, to: Destination['to'], port: number, all = policies) =>
  mayReach(all, { from, destination: { to, port, protocol: 'TCP' }, ipBlocks: 'never match pods' });

test.each<[string, PolicyPod, readonly number[]]>([
  ["KEDA's operator", operator, [8081]],
  ['an agent that may stay', asking, [8082]],
  ['an agent of another entry', agent, []],
  ['a runner that may stay', askingRunner, [8082]],
  ['a runner of another entry', runner, []],
  ['a placeholder', placeholder, []],
  ["KEDA's metrics server", metricsServer, []],
  ['a pod of another namespace with the label of the operator', stranger, []],
  ['a scraper, without monitoring', scraper, []],
])('%s reaches only its own port of the scaler', (_, from, ports) => {
  expect([8080, 8081, 8082].filter((port) => reaches(from, scaler, port))).toEqual(ports);
});

test('with monitoring, the scraper reaches the metrics and nothing else', () => {
  const all = policiesOf('kube-system');
  expect([8080, 8081, 8082].filter((port) => reaches(scraper, scaler, port, all))).toEqual([8080]);
});

test('the scaler reaches Azure DevOps and the API server, and no other pod', () => {
  expect(reaches(scaler, '13.107.42.20', 443)).toBe(true);
  expect(reaches(scaler, '10.0.0.1', 443)).toBe(true);
  expect(reaches(scaler, '169.254.169.254', 80)).toBe(false);
  expect(reaches(scaler, agent, 8080)).toBe(false);
});

test.each([
  ['agents', entries.slice(0, 2), asking],
  ['runners', entries.slice(2), askingRunner],
])('if only %s may stay, they reach the answers', (_, some, from) => {
  const all = policiesOf(undefined, some);
  expect([8080, 8081, 8082].filter((port) => reaches(from, scaler, port, all))).toEqual([8082]);
});

test('runners reach GitHub, and neither the API server nor the metadata service of the node', () => {
  expect(reaches(runner, '140.82.112.3', 443)).toBe(true);
  expect(reaches(runner, '10.0.0.1', 443)).toBe(false);
  expect(reaches(runner, '169.254.169.254', 80)).toBe(false);
  expect(reaches(stranger, runner, 61090)).toBe(false);
});

test("placeholders still reach the API server by its service's address, agents do not", () => {
  expect(reaches(placeholder, '10.0.0.1', 443)).toBe(true);
  expect(reaches(agent, '10.0.0.1', 443)).toBe(false);
  expect(reaches(asking, '10.0.0.1', 443)).toBe(false);
});
