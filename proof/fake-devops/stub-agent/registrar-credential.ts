import type { Caller } from './agent-server';
import type { CommandLine } from './command-line';
import { invalid } from './input';

/** The token that config.sh was given. @throws when there is none */
export function registrationToken(command: CommandLine): string {
  const token = command.option('token');
  if (token === undefined) throw invalid('token');
  return token;
}

/** A personal access token, as the agent sends it. */
export function patCaller(token: string): Caller {
  const header = `Basic ${Buffer.from(`VstsAgent:${token}`).toString('base64')}`;
  return { authorization: async () => header };
}

/**
 * What config.sh signs in with: a personal access token, or an Entra token in its place. Only `--auth PAT` is known here.
 *
 * @throws when there is no token
 */
export function registrarCredential(command: CommandLine): Caller {
  const auth = command.option('auth') ?? 'PAT';
  if (auth.toUpperCase() !== 'PAT') throw new Error(`Authentication type '${auth}' is not known to the stub agent.`);
  return patCaller(registrationToken(command));
}
