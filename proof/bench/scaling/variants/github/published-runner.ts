import type { Container, EnvVar } from 'kubernetes-types/core/v1';
import type { NativeObject } from '../../../../../constructs/kubernetes/kubernetes-object';
import { fromSecret, namespaceOf, SMALL_RESOURCES, secret } from '../published-parts';
import type { GitHubPlace } from './github-variant';

/** The benchmark finds the runner pods of all variants by these labels. */
export const RUNNER_LABELS = { 'app.kubernetes.io/component': 'runner' } as const;

/** The Secret of KEDA's example. */
export const TOKEN_SECRET = 'github-auth';
export const TOKEN_KEY = 'personalAccessToken';

/**
 * The script in a container of the published variants: it registers an ephemeral runner and starts its listener. It is written from
 * scratch, but has the same effect as the entrypoint of the image in KEDA's example with EPHEMERAL (myoung34/docker-github-actions-runner
 * entrypoint.sh). That gets a registration token and calls config.sh, which makes more calls; the stub of the runner has no config.sh,
 * so one call of the REST API returns a JIT configuration. That favours these variants. So does the lack of the removal at SIGTERM,
 * which no load causes. The labels are those of config.sh and of the example. No runner ends for lack of a job.
 */
export const RUNNER_SCRIPT = `
set -eo pipefail
cd /azp/runner
request=$(jq -nc --arg name "$HOSTNAME" --arg labels "self-hosted,linux,x64,$LABELS" \\
  '{name: $name, runner_group_id: 1, labels: ($labels | split(",")), work_folder: "/azp/_work"}')
config=$(curl -fsS -X POST -H "Authorization: token $ACCESS_TOKEN" -H 'Accept: application/vnd.github.v3+json' -d "$request" \\
  "$API_URL/repos/$REPOSITORY/actions/runners/generate-jitconfig" | jq -r .encoded_jit_config)
exec ./bin/Runner.Listener run --jitconfig "$config"
`;

/** Returns the namespace and the Secret of KEDA's example. */
export function namespaceAndSecret(place: GitHubPlace): readonly NativeObject[] {
  const namespace = namespaceOf(place);
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    secret(namespace, TOKEN_SECRET, { [TOKEN_KEY]: place.token }),
  ];
}

/** Returns the container of KEDA's example with the image of the benchmark. */
export function runnerContainer({ image, apiUrl, repository, label }: GitHubPlace): Container {
  const value = (name: string, text: string): EnvVar => ({ name, value: text });
  return {
    name: 'scaledjob-github-runner',
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['/bin/bash', '-c', RUNNER_SCRIPT],
    env: [
      value('RUNNER_SCOPE', 'repo'),
      value('LABELS', label),
      value('API_URL', apiUrl),
      value('REPOSITORY', `${repository.owner}/${repository.name}`),
      fromSecret('ACCESS_TOKEN', TOKEN_SECRET, TOKEN_KEY),
    ],
    resources: SMALL_RESOURCES,
  };
}
