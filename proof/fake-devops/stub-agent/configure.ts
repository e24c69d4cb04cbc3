import { hostname, release } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { agentCredential } from './agent-credential';
import type { AgentFiles, AgentSettings, Credentials, RsaParameters } from './agent-files';
import { AgentServer, type PoolRef, type TaskAgent } from './agent-server';
import { CLOCK_SKEWED, isClockSkew } from './agent-token';
import { fetchBehaviour, realBehaviour } from './behaviour';
import { capabilitiesOf } from './capabilities';
import type { CommandLine, Environment } from './command-line';
import { connect } from './connect';
import { invalidInput } from './input';
import { register } from './register';
import { registrarCredential, registrationToken } from './registrar-credential';
import { createKey } from './rsa-key';
import { print, printError, section, stamp } from './terminal';
import { texts } from './texts';
import { AGENT_VERSION } from './version';

/**
 * config.sh: registers this agent and writes the files that the listener reads. Returns the exit code.
 *
 * @throws Error with the message that the agent prints
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
  print('Scanning for tool capabilities.');
  await delay(behaviour.configSeconds * 1000);
  if (behaviour.configOutput !== undefined) printError(behaviour.configOutput);
  if (behaviour.configHang && !behaviour.configRegisters) await hangForever();
  const machine = describeMachine(agentName, files.home, env, key);
  const agent = await register(server, { pool, name: agentName, machine, replace: command.flag('replace') });
  if (behaviour.configHang) await hangForever();

  files.write('.credentials', credentialsOf(agent, command));
  print('Testing agent connection.');
  await agentCredential(files)
    .authorization()
    .catch((error: unknown) => {
      throw isClockSkew(error) ? new Error(CLOCK_SKEWED) : error;
    });
  files.write('.agent', settingsOf(command, { agentId: agent.id, agentName, pool, serverUrl: url }));
  print(`${stamp()}: Settings Saved.`);
  return behaviour.configExit;
}

function readUrl(command: CommandLine): string {
  const url = command.option('url');
  if (url === undefined || !URL.canParse(url)) throw invalidInput('url');
  return url.replace(/\/+$/, '');
}

function hangForever(): Promise<never> {
  return new Promise(() => setInterval(() => {}, 60_000));
}

/** The fields of an agent that come from this machine. */
function describeMachine(agentName: string, home: string, env: Environment, { exponent, modulus }: RsaParameters) {
  return {
    version: AGENT_VERSION,
    osDescription: `Linux ${release()}`,
    authorization: { publicKey: { exponent, modulus } },
    systemCapabilities: capabilitiesOf(agentName, home, env),
  };
}

/** Without an authorization from the server, the agent saves the token that registered it (ConfigurationManager.cs, newCredentialData). */
function credentialsOf({ authorization }: TaskAgent, command: CommandLine): Credentials {
  const { clientId, authorizationUrl } = authorization ?? {};
  if (!clientId || !authorizationUrl) return { scheme: 'PAT', data: { token: registrationToken(command) } };
  return { scheme: 'OAuth', data: { clientId, authorizationUrl, oauthEndpointUrl: authorizationUrl } };
}

interface Registration {
  readonly agentId: number;
  readonly agentName: string;
  readonly pool: PoolRef;
  readonly serverUrl: string;
}

function settingsOf(command: CommandLine, { agentId, agentName, pool, serverUrl }: Registration): AgentSettings {
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
