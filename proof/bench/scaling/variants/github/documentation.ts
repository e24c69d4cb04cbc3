import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { NativeObject } from '../../../../../constructs/kubernetes/kubernetes-object';
import { namespaceOf, type PublishedScaledJob } from '../published-parts';
import type { GitHubPlace, GitHubVariant } from './github-variant';
import { namespaceAndSecret, RUNNER_LABELS, runnerContainer, TOKEN_KEY, TOKEN_SECRET } from './published-runner';

const AUTHENTICATION = 'github-trigger-auth';

/**
 * KEDA's example of a ScaledJob for its github-runner scaler, with a personal access token and runners of one repository. It polls
 * every 30 s. Neither a strategy, a retry limit nor a time to live is set, so KEDA's and Kubernetes' defaults apply.
 */
export const documentation = documentedVariant({ id: 'documentation', title: 'KEDA docs', pollSeconds: 30 });

/** The same example with a shorter interval, which the page describes as fine-tuning. It names no number for it. */
export const documentationOften = documentedVariant({ id: 'documentation-5s', title: 'KEDA docs, 5 s', pollSeconds: 5 });

function documentedVariant(traits: Pick<GitHubVariant, 'id' | 'title' | 'pollSeconds'>): GitHubVariant {
  return {
    ...traits,
    sources: [
      'kedacore/keda-docs content/docs/2.21/scalers/github-runner.md at a55c5d3',
      'myoung34/docker-github-actions-runner entrypoint.sh at ca51ff2',
    ],
    objects: (place) => [...namespaceAndSecret(place), triggerAuthentication(place), scaledJob(place, traits.pollSeconds)],
  };
}

function triggerAuthentication(place: GitHubPlace): NativeObject {
  const spec = { secretTargetRef: [{ parameter: 'personalAccessToken', name: TOKEN_SECRET, key: TOKEN_KEY }] };
  const metadata = { name: AUTHENTICATION, namespace: namespaceOf(place) };
  const object = { apiVersion: 'keda.sh/v1alpha1', kind: 'TriggerAuthentication', metadata, spec };
  return object;
}

function scaledJob(place: GitHubPlace, pollingInterval: number): PublishedScaledJob {
  const { apiUrl, repository, maxAgents } = place;
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledJob',
    metadata: { name: 'scaledjob-github-runner', namespace: namespaceOf(place) },
    spec: {
      jobTargetRef: jobSpec(place),
      minReplicaCount: 0,
      maxReplicaCount: maxAgents,
      pollingInterval,
      triggers: [
        {
          type: 'github-runner',
          metadata: {
            githubApiURL: apiUrl,
            owner: repository.owner,
            repos: repository.name,
            labelsFromEnv: 'LABELS',
            runnerScopeFromEnv: 'RUNNER_SCOPE',
          },
          authenticationRef: { name: AUTHENTICATION },
        },
      ],
    },
  };
}

const jobSpec = (place: GitHubPlace): JobSpec => ({
  template: {
    metadata: { labels: { app: 'scaledjob-github-runner', ...RUNNER_LABELS } },
    spec: { containers: [runnerContainer(place)], restartPolicy: 'Never' },
  },
});
