import { join } from 'node:path';
import { entriesOf } from '../../../../../config/entries';
import { agentPoolObjectName, FIXED_NAMES, namesOf } from '../../../../../config/names';
import type { Config } from '../../../../../config/types';
import { agentObjects } from '../../../../../scripts/lib/agent-objects';
import { withClientId } from '../../../../../scripts/lib/kubernetes-objects';
import { FakeCluster, type FakeObject, NOW, partOf } from './fake-cluster';

/** Client id of the identity of a deployment with workload identity. */
export const CLIENT_ID = '00000000-0000-0000-0000-0000000000c1';

const at = (minutesAgo: number): string => new Date(NOW - minutesAgo * 60_000).toISOString();
const isTrue = (type: string, reason = type) => ({ type, status: 'True', reason, message: '' });

/** A cluster after the deploy of a config: everything is ready and no job runs. */
export function healthyCluster(config: Config): FakeCluster {
  const context = join(__dirname, '../../../../support/image-context');
  const deployed = JSON.parse(JSON.stringify(withClientId(agentObjects(config, context), CLIENT_ID))) as FakeObject[];
  const placeholders = config.agentPools.map(({ name }) => `${agentPoolObjectName(config.name, name)}-placeholder`);
  const objects = [...deployed, ...kedaObjects(config), ...secrets(config), node('aks-system-1', 'system')].map(withStatus);
  const pods = placeholders.map((name) => podOf(objects, name, `${name}-5d9c7b8f4-x7k2p`));
  const cluster = new FakeCluster([...objects, ...pods]);
  if (config.keda.trigger === 'metrics-api') addScalerPods(cluster, config);
  return cluster;
}

/** The names of the scaler's pods. */
export const SCALER_PODS = ['azure-pipelines-scaler-7f6d5c4b3-bcdfg', 'azure-pipelines-scaler-7f6d5c4b3-hjklm'] as const;

function addScalerPods(cluster: FakeCluster, config: Config): void {
  const logs = entriesOf(config).map((entry) => decisionLine(agentPoolObjectName(config.name, entry.name)));
  for (const pod of SCALER_PODS) {
    cluster.objects.push(podOf(cluster.objects, FIXED_NAMES.scaler, pod));
    cluster.logs.set(pod, ['{"level":"info","time":"2026-11-25T09:00:00.000Z","event":"serving numbers to KEDA"}', ...logs]);
  }
}

/** A decision as the scaler logs it, by default a minute ago about an idle entry. */
export function decisionLine(entry: string, changes: Readonly<Record<string, string | number>> = {}, minutesAgo = 1): string {
  const idle = { waiting: 0, onTheirWay: 0, warm: 0, running: 0, create: 0, maximum: 0, parallelJobs: 0, cannotStart: 0 };
  return JSON.stringify({ level: 'info', time: at(minutesAgo), entry, text: 'none waiting', ...idle, ...changes, event: 'decision' });
}

function withStatus(object: FakeObject): FakeObject {
  switch (object.kind) {
    case 'Deployment':
      return { ...object, status: { readyReplicas: partOf(object, 'spec')['replicas'], conditions: [isTrue('Available')] } };
    case 'ScaledJob':
      return {
        ...object,
        status: { conditions: [isTrue('Ready', 'ScaledJobReady'), { ...isTrue('Active', 'ScalerNotActive'), status: 'False' }] },
      };
    default:
      return object;
  }
}

function kedaObjects({ keda }: Config): readonly FakeObject[] {
  const namespace = FIXED_NAMES.kedaNamespace;
  const deployment = (name: string, image: string) => ({
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 1,
      template: {
        spec: {
          containers: [
            {
              name,
              image: `ghcr.io/kedacore/${image}:${keda.version}`,
              env: [{ name: 'KEDA_KUBERNETES_API_TIMEOUT', value: '30s' }],
            },
          ],
        },
      },
    },
  });
  const definition = (name: string) => ({
    kind: 'CustomResourceDefinition',
    metadata: { name },
    status: { conditions: [isTrue('NamesAccepted'), isTrue('Established')] },
  });
  return [
    deployment('keda-operator', 'keda'),
    deployment('keda-operator-metrics-apiserver', 'keda-metrics-apiserver'),
    deployment('keda-admission-webhooks', 'keda-admission-webhooks'),
    definition('scaledjobs.keda.sh'),
    definition('triggerauthentications.keda.sh'),
  ];
}

function secrets(config: Config): readonly FakeObject[] {
  const namespace = namesOf(config).agentsNamespace;
  const secret = (name: string) => ({ kind: 'Secret', metadata: { name, namespace } });
  return [
    ...(config.azureDevOps === undefined ? [] : [secret(FIXED_NAMES.tokenSecret)]),
    ...(config.gitHub === undefined ? [] : [secret(FIXED_NAMES.gitHubSecret)]),
  ];
}

/** A node of AKS. */
export const node = (name: string, pool: string, ready = true): FakeObject => ({
  kind: 'Node',
  metadata: { name, labels: { 'kubernetes.azure.com/agentpool': pool } },
  status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
});

/** A ready pod of a Deployment with one container. */
function podOf(objects: readonly FakeObject[], name: string, podName: string): FakeObject {
  const deployment = objects.find((object) => object.kind === 'Deployment' && object.metadata.name === name);
  if (deployment === undefined) throw new Error(`there is no Deployment ${name}`);
  const template = partOf(deployment, 'spec', 'template');
  const container = partOf(template, 'spec', 'containers', 0)['name'];
  return {
    kind: 'Pod',
    metadata: {
      ...partOf(template, 'metadata'),
      name: podName,
      namespace: deployment.metadata.namespace ?? '',
      creationTimestamp: at(180),
    },
    spec: { ...partOf(template, 'spec'), nodeName: 'aks-system-1' },
    status: {
      phase: 'Running',
      conditions: [isTrue('PodScheduled'), isTrue('Ready')],
      containerStatuses: [{ name: container, ready: true, restartCount: 0, state: { running: {} } }],
    },
  };
}

/** Adds a pod of an agent, as a Job of KEDA creates it, in any state. */
export function agentPod(cluster: FakeCluster, scaledJob: string, suffix: string, status: object, minutesAgo = 1): FakeObject {
  const owner = cluster.get('ScaledJob', scaledJob);
  const template = partOf(owner, 'spec', 'jobTargetRef', 'template');
  const pod: FakeObject = {
    kind: 'Pod',
    metadata: {
      ...partOf(template, 'metadata'),
      name: `${scaledJob}-${suffix}`,
      namespace: owner.metadata.namespace ?? '',
      creationTimestamp: at(minutesAgo),
    },
    spec: template['spec'],
    status,
  };
  cluster.objects.push(pod);
  return pod;
}
