import { FIXED_NAMES, namesOf } from '../../config/names';
import { GITHUB_CREDENTIAL_KEYS } from '../../config/pod-contract';
import { existingTokenOf } from '../../config/services';
import type { Config } from '../../config/types';

/**
 * What has to exist before the objects of the agents stack work, as text for a person.
 * @param signIn how agents sign in; undefined without agent pools
 */
export function beforeApplying(config: Config, signIn: 'pat' | 'workloadIdentity' | undefined): string {
  const { keda } = config;
  const { agentsNamespace, registry } = namesOf(config);
  const named = (what: string, image: Config['image']) =>
    image.kind === 'build' ? `the ${what} image in registry ${registry}` : `the ${what} image ${image.reference}`;
  const needed = [
    ...(keda.kind === 'create' ? [`KEDA ${keda.version}`] : []),
    ...(config.agentPools.length === 0 ? [] : [named('agent', config.image)]),
    ...(config.runnerPools.length === 0 ? [] : [named('runner', config.runnerImage)]),
  ];
  const token: SecretValue = { variable: 'TF_VAR_azp_token', secret: FIXED_NAMES.tokenSecret, key: 'token' };
  const existingToken = existingTokenOf(config);
  const lines = [
    ...(keda.kind === 'existing' ? [`KEDA ${keda.version} in namespace ${keda.namespace}, which somebody else installs`] : []),
    `${needed.length === 1 ? needed[0] : `${needed.slice(0, -1).join(', ')}, and ${needed.at(-1)}`}: the stacks before the agents stack create them`,
    ...(signIn === 'pat'
      ? [
          existingToken === undefined
            ? secretLine('the token', token, agentsNamespace)
            : existingLine(existingToken, token.key, agentsNamespace),
        ]
      : []),
    ...(signIn === 'workloadIdentity' ? ["the agents' identity, as a user of the organisation and Administrator of the agent pools"] : []),
    ...gitHubLines(config, agentsNamespace),
  ];
  return ['These must exist first:', ...lines.map((line) => `- ${line}`)].join('\n');
}

/** A value of a Secret, and the variable of the environment that a deploy would take it from. */
interface SecretValue {
  readonly variable: string;
  readonly secret: string;
  readonly key: string;
}

function secretLine(what: string, { variable, secret, key }: SecretValue, namespace: string): string {
  const create = `kubectl create secret generic ${secret} --namespace ${namespace} --from-file=${key}=/dev/stdin`;
  return `${what}, which no file contains. Apply the namespace, which is the first file; then run\n  printf %s "$${variable}" | ${create}`;
}

const existingLine = (secret: string, key: string, namespace: string): string =>
  `the Secret ${secret} in namespace ${namespace}, with the key ${key}`;

function gitHubLines({ gitHub }: Config, namespace: string): readonly string[] {
  if (gitHub === undefined) return [];
  const { auth } = gitHub;
  const source = auth.kind === 'app' ? auth.key : auth.token;
  const key = GITHUB_CREDENTIAL_KEYS[auth.kind];
  if (source.kind === 'existing') return [existingLine(source.secret, key, namespace)];
  const [what, variable] =
    auth.kind === 'app' ? ['the private key of the GitHub App', 'TF_VAR_github_key'] : ['the token of GitHub', 'TF_VAR_github_token'];
  return [secretLine(what, { variable, secret: FIXED_NAMES.gitHubSecret, key }, namespace)];
}
