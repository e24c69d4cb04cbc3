import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentRef } from '../../providers/contract/agent-service';
import { CredentialError, copyFiles, credentialScheme, deleteFiles, fieldsOf } from '../handover/credential-files';

/** The files that config.sh writes and the listener needs: credential, private key and settings of the agent. */
const CONFIGURED_FILES = ['.credentials', '.credentials_rsaparams', '.agent'] as const;

/** Copies an agent's registration. Each file appears complete and readable by this user only. */
export const copyRegistration = (from: string, to: string): Promise<void> => copyFiles(CONFIGURED_FILES, from, to);

/** Deletes an agent's registration from disk. config.sh refuses to configure an agent that is already configured. */
export const forgetRegistration = (home: string): Promise<void> => deleteFiles(CONFIGURED_FILES, home);

/**
 * Makes sure that the agent signs in with its own key. If the server's answer to the registration has no `authorization`,
 * config.sh succeeds and saves the token that registered the agent (azure-pipelines-agent, ConfigurationManager.cs). With
 * that token a job could do everything that this program can.
 *
 * @throws CredentialError
 */
export async function requireOwnKey(home: string): Promise<void> {
  const file = join(home, '.credentials');
  const scheme = credentialScheme(await readFile(file, 'utf8'));
  if (scheme?.toLowerCase() === 'oauth') return;
  const what = scheme === undefined ? 'no scheme' : `the scheme "${scheme.slice(0, 40)}"`;
  throw new CredentialError(
    `config.sh saved a credential with ${what} in ${file}, expected "OAuth": a job could read the token that registers agents. ` +
      "The server's answer to the registration had no authorization: check whether a proxy changes it; Azure DevOps Server must allow agents to sign in with their own key",
  );
}

/** Reads from the `.agent` file the ids that the server gave this agent. */
export async function readRegistration(folder: string): Promise<AgentRef> {
  const file = join(folder, '.agent');
  // The agent writes it with a byte order mark (IOUtil.SaveObject: Encoding.UTF8).
  const settings = fieldsOf(await readFile(file, 'utf8'));
  const agentId = Number(settings?.get('agentid'));
  const poolId = Number(settings?.get('poolid'));
  if (!agentId || !poolId) throw new Error(`${file} has no agent id and agent pool id: check that config.sh wrote it`);
  return { agentId, poolId };
}
