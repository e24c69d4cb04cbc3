import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import { AGENT_LABELS, agentContainer, FROM_ENVIRONMENT, groundwork, namespaceOf, type PublishedScaledJob } from './published-parts';
import { START_SCRIPT } from './start-script';
import { MAX_AGENTS, type Place, type Variant } from './variant';

/**
 * What tutorials for agents on AKS have people apply: polls of 10 s, KEDA's default strategy, five finished Jobs of each
 * kind kept, and nothing else: no time to live, no idle limit, no retry limit. The placeholder is registered by hand.
 */
export const tutorial: Variant = {
  id: 'tutorial',
  title: 'tutorial',
  pollSeconds: 10,
  sources: [
    'karishma-battina/keda-scaling keda-scaled-jobs.yml at 1bbef93',
    'jazzytoor/misc kubernetes/runners/ado/agent/01-scaledjob.yaml at 146448c (keeps no finished Jobs)',
  ],
  placeholderAgent: 'placeholder-agent',
  objects(place: Place): readonly NativeObject[] {
    return [...groundwork(place), scaledJob(place)];
  },
};

function scaledJob(place: Place): PublishedScaledJob {
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
      maxReplicaCount: MAX_AGENTS,
      triggers: [{ type: 'azure-pipelines', metadata: { poolName: place.pool.name, ...FROM_ENVIRONMENT } }],
    },
  };
}
