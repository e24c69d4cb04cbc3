import type { AgentFiles } from './agent-files';
import { AgentServer } from './agent-server';
import { fetchBehaviour, realBehaviour } from './behaviour';
import type { CommandLine } from './command-line';
import { registrarCredential } from './registrar-credential';
import { print } from './terminal';

/**
 * "config.sh remove": deletes the agent on the server, then the files that config.sh has written.
 *
 * @throws Error with the message that the agent prints; in that case the files stay
 */
export async function remove(command: CommandLine, files: AgentFiles): Promise<void> {
  await deleteOnServer(command, files);
  for (const [name, others] of [
    ['.credentials', ['.credentials_rsaparams']],
    ['.agent', []],
  ] as const) {
    print(`Removing ${name}`);
    print(files.has(name) ? `Succeeded: Removing ${name}` : `Does not exist. Skipping Removing ${name}`);
    for (const each of [name, ...others]) files.remove(each);
  }
}

async function deleteOnServer(command: CommandLine, files: AgentFiles): Promise<void> {
  const action = 'Removing agent from the server';
  print(action);
  if (!files.has('.agent') || !files.has('.credentials')) {
    return print('Cannot connect to server, because config files are missing. Skipping removing agent from the server.');
  }
  const { serverUrl, poolId, agentId, agentName } = files.read('.agent');
  const credential = registrarCredential(command);
  print('Connecting to server ...');
  await new AgentServer(serverUrl, credential, realBehaviour.retryScale).connect();
  const { retryScale } = await fetchBehaviour(serverUrl, agentName);
  const server = new AgentServer(serverUrl, credential, retryScale);
  if ((await server.findAgent(poolId, agentName)) === undefined) return print(`Does not exist. Skipping ${action}`);
  await server.deleteAgent(poolId, agentId);
  print(`Succeeded: ${action}`);
}
