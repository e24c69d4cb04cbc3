import type { Runner } from '../state/runner';
import type { Scope } from '../state/scope';
import type { CredentialsFile, RunnerFile } from '../stub-runner/runner-files';
import type { Services } from './services';
import { RUNNER_PATH } from './urls';

/**
 * The files of a configured runner: base64 of a JSON object from file names to base64 of their contents (actions/runner,
 * Runner.cs). All values in `.runner` are strings.
 */
export function jitConfig(runner: Runner, scope: Scope, origin: string, { jitKey }: Services): string {
  const settings: RunnerFile = {
    AgentId: String(runner.id),
    AgentName: runner.name,
    PoolId: String(runner.groupId),
    PoolName: scope.group(runner.groupId).name,
    DisableUpdate: runner.disableUpdate ? 'True' : 'False',
    Ephemeral: 'True',
    ServerUrl: `${origin}${RUNNER_PATH}/`,
    ServerUrlV2: `${origin}${RUNNER_PATH}/`,
    UseV2Flow: 'True',
    WorkFolder: runner.workFolder,
    GitHubUrl: '',
  };
  const credentials: CredentialsFile = {
    Scheme: 'OAuth',
    Data: { ClientId: runner.clientId, AuthorizationUrl: `${origin}${RUNNER_PATH}/oauth2/token`, RequireFipsCryptography: 'True' },
  };
  const files = { '.runner': settings, '.credentials': credentials, '.credentials_rsaparams': jitKey.parameters };
  const encoded = Object.entries(files).map(([name, content]) => [name, base64(JSON.stringify(content))]);
  return base64(JSON.stringify(Object.fromEntries(encoded)));
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
