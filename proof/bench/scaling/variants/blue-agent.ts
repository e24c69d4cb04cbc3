import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import type { AzureDevOpsPlace, AzureDevOpsVariant } from './azure-devops-variant';
import {
  AGENT_LABELS,
  agentContainer,
  FROM_ENVIRONMENT,
  namespaceAndSecret,
  namespaceOf,
  type PublishedScaledJob,
} from './published-parts';
import { RETAINING_START_SCRIPT } from './start-script';

const TEMPLATE_AGENT = 'blue-agent-template';
/** `pipelines.timeout` and `pipelines.cleanup.ttl` of its chart. */
const TIMEOUT_SECONDS = 3600;

/**
 * The Helm chart of clemlesne/blue-agent with its defaults. It polls every 10 s, uses the strategy "accurate", and finds jobs by a
 * template agent. Agents without a job stay for a minute, finished Jobs for an hour. Not copied: its ephemeral disks (this cluster
 * has no storage class) and its own image. Its template agent runs in a pod for the first minute; here it is registered directly.
 */
export const blueAgent: AzureDevOpsVariant = {
  id: 'blue-agent',
  title: 'blue-agent',
  pollSeconds: 10,
  sources: [
    'clemlesne/blue-agent src/helm/blue-agent/values.yaml and templates/hpa.yaml at bebac51',
    'clemlesne/blue-agent src/docker/start.sh at bebac51',
  ],
  placeholderAgent: TEMPLATE_AGENT,
  objects(place: AzureDevOpsPlace): readonly NativeObject[] {
    return [...namespaceAndSecret(place), scaledJob(place)];
  },
};

function scaledJob(place: AzureDevOpsPlace): PublishedScaledJob {
  const name = { name: 'AZP_AGENT_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } };
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledJob',
    metadata: { name: 'blue-agent', namespace: namespaceOf(place) },
    spec: {
      failedJobsHistoryLimit: 100,
      successfulJobsHistoryLimit: 100,
      minReplicaCount: 0,
      maxReplicaCount: place.maxAgents,
      jobTargetRef: {
        activeDeadlineSeconds: TIMEOUT_SECONDS,
        backoffLimit: 0,
        parallelism: 1,
        ttlSecondsAfterFinished: TIMEOUT_SECONDS,
        template: {
          metadata: { labels: { ...AGENT_LABELS }, annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' } },
          spec: {
            restartPolicy: 'Never',
            terminationGracePeriodSeconds: TIMEOUT_SECONDS,
            containers: [agentContainer(place, RETAINING_START_SCRIPT, [name])],
          },
        },
      },
      rollout: { strategy: 'gradual' },
      scalingStrategy: { strategy: 'accurate' },
      pollingInterval: 10,
      triggers: [{ type: 'azure-pipelines', metadata: { poolName: place.pool.name, parent: TEMPLATE_AGENT, ...FROM_ENVIRONMENT } }],
    },
  };
}
