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
import { START_SCRIPT } from './start-script';

/**
 * The settings of tutorials for agents on AKS: polls of 10 s, KEDA's default strategy, and five finished Jobs of each kind. They
 * have no time to live, no idle limit and no retry limit. The placeholder is registered by hand.
 */
export const tutorial: AzureDevOpsVariant = {
  id: 'tutorial',
  title: 'tutorial',
  pollSeconds: 10,
  sources: [
    'karishma-battina/keda-scaling keda-scaled-jobs.yml at 1bbef93',
    'jazzytoor/misc kubernetes/runners/ado/agent/01-scaledjob.yaml at 146448c (keeps no finished Jobs)',
  ],
  placeholderAgent: 'placeholder-agent',
  objects(place: AzureDevOpsPlace): readonly NativeObject[] {
    return [...namespaceAndSecret(place), scaledJob(place)];
  },
};

function scaledJob(place: AzureDevOpsPlace): PublishedScaledJob {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledJob',
    metadata: { name: 'ado-scaledjob', namespace: namespaceOf(place) },
    spec: {
      jobTargetRef: {
        template: { metadata: { labels: { ...AGENT_LABELS } }, spec: { containers: [agentContainer(place, START_SCRIPT)] } },
      },
      pollingInterval: 10,
      successfulJobsHistoryLimit: 5,
      failedJobsHistoryLimit: 5,
      maxReplicaCount: place.maxAgents,
      triggers: [{ type: 'azure-pipelines', metadata: { poolName: place.pool.name, ...FROM_ENVIRONMENT } }],
    },
  };
}
