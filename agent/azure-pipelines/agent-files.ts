import { constants } from 'node:fs';
import { chmod, copyFile, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentRef } from '../../providers/contract/agent-service';

/** The files that config.sh writes and the listener needs: credential, private key and settings of the agent. */
const CONFIGURED_FILES = ['.credentials', '.credentials_rsaparams', '.agent'] as const;

/** Copies an agent's registration. Each file appears complete and readable by this user only. */
export async function copyRegistration(from: string, to: string): Promise<void> {
  for (const name of CONFIGURED_FILES) {
    const partial = join(to, `${name}.partial`);
    // An attempt that was killed may have left one. A symbolic link is removed, and its target is not overwritten.
    await rm(partial, { force: true, recursive: true });
    await copyFile(join(from, name), partial, constants.COPYFILE_EXCL);
    await chmod(partial, 0o600);
    await rename(partial, join(to, name));
  }
}

/** Deletes an agent's registration from disk. config.sh refuses to configure an agent that is already configured. */
export async function forgetRegistration(home: string): Promise<void> {
  for (const name of CONFIGURED_FILES) await rm(join(home, name), { force: true });
}

/** config.sh has written a credential that no job may have. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError';
}

/**
 * Makes sure that the agent signs in with its own key. If the server's answer to the registration has no `authorization`,
 * config.sh succeeds and saves the token that registered the agent (azure-pipelines-agent, ConfigurationManager.cs). With
 * that token a job could do everything that this program can.
 *
 * @throws CredentialError
 */
export async function requireOwnKey(home: string): Promise<void> {
  const file = join(home, '.credentials');
  const scheme = readScheme(await readFile(file, 'utf8'));
  if (scheme?.toLowerCase() === 'oauth') return;
  const what = scheme === undefined ? 'no scheme' : `the scheme "${scheme.slice(0, 40)}"`;
  throw new CredentialError(
    `config.sh saved a credential with ${what} in ${file}, expected "OAuth": a job could read the token that registers agents. ` +
      "The server's answer to the registration had no authorization: check whether a proxy changes it; Azure DevOps Server must allow agents to sign in with their own key",
  );
}

function readScheme(text: string): string | undefined {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const fields = new Map(Object.entries(json ?? {}).map(([key, value]: [string, unknown]) => [key.toLowerCase(), value]));
    const scheme = fields.get('scheme');
    return typeof scheme === 'string' ? scheme : undefined;
  } catch {
    return undefined;
  }
}

/** Reads from the `.agent` file the ids that the server gave this agent. */
export async function readRegistration(folder: string): Promise<AgentRef> {
  const file = join(folder, '.agent');
  // The agent writes it with a byte order mark (IOUtil.SaveObject: Encoding.UTF8), which JSON.parse refuses.
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  const settings = new Map(Object.entries(JSON.parse(text) as object).map(([key, value]) => [key.toLowerCase(), Number(value)]));
  const agentId = settings.get('agentid');
  const poolId = settings.get('poolid');
  if (!agentId || !poolId) throw new Error(`${file} has no agent id and agent pool id: check that config.sh wrote it`);
  return { agentId, poolId };
}
