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
 * KEDA's sample for Azure Pipelines, combined with Microsoft Learn's tutorial for Container Apps jobs. Both poll every 30 s, with
 * one agent per job. From KEDA: the strategy "default" by name, five finished Jobs of each kind, the agent pool by its id. From
 * Learn: at most 1800 s for an agent, no retry.
 */
export const documentation: AzureDevOpsVariant = {
  id: 'documentation',
  title: 'Learn, KEDA docs',
  pollSeconds: 30,
  sources: [
    'kedacore/keda-docs content/blog/2021-05-27-azure-pipelines-scaler.md at 6659ff8',
    'MicrosoftDocs/azure-docs articles/container-apps/tutorial-ci-cd-runners-jobs.md at 0219833',
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
    metadata: { name: 'azdevops-scaledjob', namespace: namespaceOf(place) },
    spec: {
      jobTargetRef: {
        parallelism: 1,
        completions: 1,
        backoffLimit: 0,
        activeDeadlineSeconds: 1800,
        template: { metadata: { labels: { ...AGENT_LABELS } }, spec: { containers: [agentContainer(place, START_SCRIPT)] } },
      },
      pollingInterval: 30,
      successfulJobsHistoryLimit: 5,
      failedJobsHistoryLimit: 5,
      maxReplicaCount: place.maxAgents,
      scalingStrategy: { strategy: 'default' },
      triggers: [
        {
          type: 'azure-pipelines',
          metadata: { poolID: `${place.pool.id}`, targetPipelinesQueueLength: '1', ...FROM_ENVIRONMENT },
        },
      ],
    },
  };
}
