import type { CommandLine } from './command-line';
import type { Credential } from './credential';
import { invalidInput } from './input';

/** The token in the arguments of config.sh. @throws if there is none */
export function registrationToken(command: CommandLine): string {
  const token = command.option('token');
  if (token === undefined) throw invalidInput('token');
  return token;
}

/** The credential for a personal access token. */
export function patCredential(token: string): Credential {
  const header = `Basic ${Buffer.from(`VstsAgent:${token}`).toString('base64')}`;
  return { authorization: async () => header };
}

/**
 * The credential of config.sh: a personal access token, or an Entra token in its place. The stub supports only `--auth PAT`.
 *
 * @throws if there is no token, and for any other `--auth`
 */
export function registrarCredential(command: CommandLine): Credential {
  const auth = command.option('auth') ?? 'PAT';
  if (auth.toUpperCase() !== 'PAT') throw new Error(`The stub agent does not support the authentication type '${auth}': use PAT.`);
  return patCredential(registrationToken(command));
}
