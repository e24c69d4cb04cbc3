import type { Caller } from './agent-server';
import type { CommandLine } from './command-line';
import { invalid } from './input';

/**
 * What config.sh signs in with: a personal access token, or an Entra token in its place. Only `--auth PAT` is known here.
 *
 * @throws when there is no token
 */
export function registrarCredential(command: CommandLine): Caller {
  const auth = command.option('auth') ?? 'PAT';
  if (auth.toUpperCase() !== 'PAT') throw new Error(`Authentication type '${auth}' is not known to the stub agent.`);
  const token = command.option('token');
  if (token === undefined) throw invalid('token');
  const header = `Basic ${Buffer.from(`VstsAgent:${token}`).toString('base64')}`;
  return { authorization: async () => header };
}
