import { UsageError } from '../../operate/lib/command';

/** The variable that has the client id of the agents' identity. */
export const CLIENT_ID_VARIABLE = 'AZURE_CLIENT_ID';

/**
 * The client id of the agents' identity: that of the option, otherwise that of the variable.
 * @param what what contains the client id, for the message
 * @throws UsageError if it is missing or is none
 */
export function clientIdOf(option: string | undefined, what: string): string {
  const given = option ?? (process.env[CLIENT_ID_VARIABLE] || undefined);
  if (given === undefined) {
    throw new UsageError(
      `with workload identity, ${what} contain the client id of the agents' identity: add --client-id or set ${CLIENT_ID_VARIABLE}. The identity is created by npx cdktf deploy <name>-platform, whose output identity_client_id is the client id`,
    );
  }
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(given)) return given;
  throw new UsageError(`a client id is a GUID, like 00000000-0000-0000-0000-000000000000, got "${given}"`);
}
