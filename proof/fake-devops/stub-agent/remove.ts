import type { AgentFiles } from './agent-files';
import { AgentServer } from './agent-server';
import { fetchBehaviour, realBehaviour } from './behaviour';
import type { CommandLine } from './command-line';
import { registrarCredential } from './registrar-credential';
import { say } from './terminal';

/**
 * "config.sh remove": deletes the agent on the server, then the files that configuration has left.
 *
 * @throws Error with the line that the agent would show; the files stay, then
 */
export async function remove(command: CommandLine, files: AgentFiles): Promise<void> {
  await deleteOnServer(command, files);
  for (const [name, others] of [
    ['.credentials', ['.credentials_rsaparams']],
    ['.agent', []],
  ] as const) {
    say(`Removing ${name}`);
    say(files.has(name) ? `Succeeded: Removing ${name}` : `Does not exist. Skipping Removing ${name}`);
    for (const each of [name, ...others]) files.remove(each);
  }
}

async function deleteOnServer(command: CommandLine, files: AgentFiles): Promise<void> {
  const action = 'Removing agent from the server';
  say(action);
  if (!files.has('.agent') || !files.has('.credentials')) {
    return say('Cannot connect to server, because config files are missing. Skipping removing agent from the server.');
  }
  const { serverUrl, poolId, agentId, agentName } = files.read('.agent');
  const credential = registrarCredential(command);
  say('Connecting to server ...');
  await new AgentServer(serverUrl, credential, realBehaviour.retryScale).connect();
  const { retryScale } = await fetchBehaviour(serverUrl, agentName);
  const server = new AgentServer(serverUrl, credential, retryScale);
  if ((await server.findAgent(poolId, agentName)) === undefined) return say(`Does not exist. Skipping ${action}`);
  await server.deleteAgent(poolId, agentId);
  say(`Succeeded: ${action}`);
}
