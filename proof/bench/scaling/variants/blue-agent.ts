import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import { AGENT_LABELS, agentContainer, FROM_ENVIRONMENT, groundwork, namespaceOf, type PublishedScaledJob } from './published-parts';
import { RETAINING_START_SCRIPT } from './start-script';
import { MAX_AGENTS, type Place, type Variant } from './variant';

const TEMPLATE_AGENT = 'blue-agent-template';
/** `pipelines.timeout` and `pipelines.cleanup.ttl` of its chart, in seconds. */
const TIMEOUT = 3600;

/**
 * clemlesne/blue-agent's Helm chart with its defaults: polls of 10 s, the accurate strategy, jobs found by a template
 * agent, agents without a job retained for a minute, finished Jobs for an hour. Left out: its ephemeral disks (there is no
 * storage class here) and its own image. Its template agent runs in a pod for the first minute; here it is registered.
 */
export const blueAgent: Variant = {
  id: 'blue-agent',
  title: 'blue-agent',
  pollSeconds: 10,
  sources: [
    'clemlesne/blue-agent src/helm/blue-agent/values.yaml and templates/hpa.yaml at bebac51',
    'clemlesne/blue-agent src/docker/start.sh at bebac51',
  ],
  placeholderAgent: TEMPLATE_AGENT,
  objects(place: Place): readonly NativeObject[] {
    return [...groundwork(place), scaledJob(place)];
  },
};

function scaledJob(place: Place): PublishedScaledJob {
  const name = { name: 'AZP_AGENT_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } };
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledJob',
    metadata: { name: 'blue-agent', namespace: namespaceOf(place) },
    spec: {
      failedJobsHistoryLimit: 100,
      successfulJobsHistoryLimit: 100,
      minReplicaCount: 0,
      maxReplicaCount: MAX_AGENTS,
      jobTargetRef: {
        activeDeadlineSeconds: TIMEOUT,
        backoffLimit: 0,
        parallelism: 1,
        ttlSecondsAfterFinished: TIMEOUT,
        template: {
          metadata: { labels: { ...AGENT_LABELS }, annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' } },
          spec: {
            restartPolicy: 'Never',
            terminationGracePeriodSeconds: TIMEOUT,
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
