import { hostname, release } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { agentCaller } from './agent-caller';
import type { AgentFiles, AgentSettings, Credentials, RsaParameters } from './agent-files';
import { AgentServer, type TaskAgent } from './agent-server';
import { clockSkewed, isClockSkew } from './agent-token';
import { fetchBehaviour, realBehaviour } from './behaviour';
import { capabilitiesOf } from './capabilities';
import type { CommandLine, Environment } from './command-line';
import { connect } from './connect';
import { invalid } from './input';
import { register } from './register';
import { registrarCredential, registrationToken } from './registrar-credential';
import { createKey } from './rsa-key';
import { say, sayError, section, stamp } from './terminal';
import { texts } from './texts';
import { agentVersion } from './version';

/**
 * config.sh: registers this agent and writes the files that the listener lives by. Returns its exit code.
 *
 * @throws Error with the line that the agent would show
 */
export async function configure(command: CommandLine, files: AgentFiles, env: Environment): Promise<number> {
  if (files.has('.agent')) {
    throw new Error(
      "Cannot configure the agent because it is already configured. To reconfigure the agent, run 'config.cmd remove' or './config.sh remove' first.",
    );
  }
  section('End User License Agreements');
  section('Connect');
  const url = readUrl(command);
  const agentName = command.option('agent') ?? hostname();
  const credential = registrarCredential(command);
  await connect(new AgentServer(url, credential, realBehaviour.retryScale), url);
  const behaviour = await fetchBehaviour(url, agentName);
  const server = new AgentServer(url, credential, behaviour.retryScale);
  const key = files.has('.credentials_rsaparams') ? files.read('.credentials_rsaparams') : createKey();
  files.write('.credentials_rsaparams', key);

  section('Register Agent');
  const poolName = command.option('pool') ?? 'default';
  const pool = await server.findPool(poolName);
  if (pool === undefined) throw new Error(texts.poolNotFound(poolName));
  say('Scanning for tool capabilities.');
  await delay(behaviour.configSeconds * 1000);
  if (behaviour.configOutput !== undefined) sayError(behaviour.configOutput);
  if (behaviour.configHang && !behaviour.configRegisters) await forEver();
  const agent = await register(server, pool, agentName, describe(agentName, files.home, env, key), command.flag('replace'));
  if (behaviour.configHang) await forEver();

  files.write('.credentials', credentialsOf(agent, command));
  say('Testing agent connection.');
  await agentCaller(files)
    .authorization()
    .catch((error: unknown) => {
      throw isClockSkew(error) ? new Error(clockSkewed) : error;
    });
  files.write('.agent', settingsOf(command, agent.id, agentName, { id: pool.id, name: pool.name }, url));
  say(`${stamp()}: Settings Saved.`);
  return behaviour.configExit;
}

function readUrl(command: CommandLine): string {
  const url = command.option('url');
  if (url === undefined || !URL.canParse(url)) throw invalid('url');
  return url.replace(/\/+$/, '');
}

function forEver(): Promise<never> {
  return new Promise(() => setInterval(() => {}, 60_000));
}

/** What of an agent comes from this machine. */
function describe(agentName: string, home: string, env: Environment, { exponent, modulus }: RsaParameters) {
  return {
    version: agentVersion,
    osDescription: `Linux ${release()}`,
    authorization: { publicKey: { exponent, modulus } },
    systemCapabilities: capabilitiesOf(agentName, home, env),
  };
}

/** Without an authorization from the server the token that registered the agent is kept (ConfigurationManager.cs, newCredentialData). */
function credentialsOf({ authorization }: TaskAgent, command: CommandLine): Credentials {
  const { clientId, authorizationUrl } = authorization ?? {};
  if (!clientId || !authorizationUrl) return { scheme: 'PAT', data: { token: registrationToken(command) } };
  return { scheme: 'OAuth', data: { clientId, authorizationUrl, oauthEndpointUrl: authorizationUrl } };
}

function settingsOf(
  command: CommandLine,
  agentId: number,
  agentName: string,
  pool: { id: number; name: string },
  serverUrl: string,
): AgentSettings {
  return {
    ...(command.flag('acceptteeeula') && { acceptTeeEula: true }),
    agentId,
    agentName,
    ...(command.flag('disableloguploads') && { disableLogUploads: true }),
    poolId: pool.id,
    poolName: pool.name,
    serverUrl,
    workFolder: command.option('work') ?? '_work',
  };
}
