import { relative, resolve } from 'node:path';
import { loadConfig } from '../config/load';
import { FIXED_NAMES, namesOf } from '../config/names';
import { GITHUB_CREDENTIAL_KEYS } from '../config/pod-contract';
import { projectOf } from '../config/project';
import type { Config } from '../config/types';
import { UsageError } from '../operate/lib/command';
import { parseOptions } from '../operate/lib/parse-options';
import { agentObjects } from './lib/agent-objects';
import { withClientId } from './lib/kubernetes-objects';
import { runMain } from './lib/run-main';
import { writeYamlFolder } from './lib/write-yaml-folder';

/** Git ignores it: it is for a look, for linters, and for kubectl. */
const DEFAULT_FOLDER = 'manifests';
const CLIENT_ID_VARIABLE = 'AZURE_CLIENT_ID';

const USAGE = `npm run manifests [-- OPTIONS]
Writes the Kubernetes objects of the agents stack as YAML, one file for each
object, for kubectl or GitOps.

  --out FOLDER    the folder; default ${DEFAULT_FOLDER}/, which git ignores. For GitOps,
                  name a folder that git does not ignore. The numbered .yaml
                  files of an earlier run are replaced. Other numbered .yaml
                  files are refused, such as those of another deployment
  --client-id ID  with workload identity: the client id of the agents' identity;
                  default the variable ${CLIENT_ID_VARIABLE}. The output
                  identity_client_id of the platform stack shows it
  --help          shows this help

Exit code: 0 the files are written, 1 they are not, 2 usage error.
`;

/** Checks the client id that was given. @throws UsageError if it is missing or is none */
function clientIdOf(given: string | undefined): string {
  if (given === undefined) {
    throw new UsageError(
      `with workload identity, the files contain the client id of the agents' identity: add --client-id or set ${CLIENT_ID_VARIABLE}. The identity is created by npx cdktf deploy <name>-platform, whose output identity_client_id is the client id`,
    );
  }
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(given)) return given;
  throw new UsageError(`a client id is a GUID, like 00000000-0000-0000-0000-000000000000, got "${given}"`);
}

async function main(args: readonly string[]): Promise<number> {
  const { out = DEFAULT_FOLDER, 'client-id': id } = parseOptions(args, { out: { type: 'string' }, 'client-id': { type: 'string' } });
  if (out === '') throw new UsageError('--out is empty: name a folder');
  const { root, compiled, imageContext } = projectOf(__dirname);
  const config = loadConfig(process.env, root, compiled);
  const signIn = config.azureDevOps?.auth.kind;
  const clientId = signIn === 'workloadIdentity' ? clientIdOf(id ?? (process.env[CLIENT_ID_VARIABLE] || undefined)) : '';
  const objects = withClientId(agentObjects(config, imageContext), clientId);
  writeYamlFolder(resolve(out), config.name, objects);
  const folder = `${relative('', resolve(out)) || '.'}/`;
  console.log(
    `Wrote ${objects.length} objects to ${folder}\n\n${beforeApplying(config, signIn)}\n\nThen apply them with: kubectl apply -f ${folder}`,
  );
  return 0;
}

/** What has to exist before the objects work. */
function beforeApplying(config: Config, signIn: 'pat' | 'workloadIdentity' | undefined): string {
  const { agentsNamespace, registry } = namesOf(config);
  const named = (what: string, image: Config['image']) =>
    image.kind === 'build' ? `the ${what} image in registry ${registry}` : `the ${what} image ${image.reference}`;
  const needed = [
    `KEDA ${config.keda.version}`,
    ...(config.agentPools.length === 0 ? [] : [named('agent', config.image)]),
    ...(config.runnerPools.length === 0 ? [] : [named('runner', config.runnerImage)]),
  ];
  const token: SecretValue = { variable: 'TF_VAR_azp_token', secret: FIXED_NAMES.tokenSecret, key: 'token' };
  const lines = [
    `${needed.slice(0, -1).join(', ')}, and ${needed.at(-1)}: the stacks before the agents stack create them`,
    ...(signIn === 'pat' ? [secretLine('the token', token, agentsNamespace)] : []),
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

function gitHubLines({ gitHub }: Config, namespace: string): readonly string[] {
  if (gitHub === undefined) return [];
  const { auth } = gitHub;
  const source = auth.kind === 'app' ? auth.key : auth.token;
  const key = GITHUB_CREDENTIAL_KEYS[auth.kind];
  if (source.kind === 'existing') return [`the Secret ${source.secret} in namespace ${namespace}, with the key ${key}`];
  const [what, variable] =
    auth.kind === 'app' ? ['the private key of the GitHub App', 'TF_VAR_github_key'] : ['the token of GitHub', 'TF_VAR_github_token'];
  return [secretLine(what, { variable, secret: FIXED_NAMES.gitHubSecret, key }, namespace)];
}

runMain('manifests', USAGE, main);
