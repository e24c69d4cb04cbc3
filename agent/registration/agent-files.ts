import { constants } from 'node:fs';
import { chmod, copyFile, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentRef } from '../../providers/contract/agent-service';

/** What config.sh writes and the listener needs: settings, credential and the agent's private key. */
const configuredFiles = ['.credentials', '.credentials_rsaparams', '.agent'] as const;

/** Copies an agent's registration; each file appears whole and readable by this user only. */
export async function copyRegistration(from: string, to: string): Promise<void> {
  for (const name of configuredFiles) {
    const partial = join(to, `${name}.partial`);
    // Left by an attempt that was killed. Nothing there is followed: a symbolic link is removed, and not overwritten.
    await rm(partial, { force: true, recursive: true });
    await copyFile(join(from, name), partial, constants.COPYFILE_EXCL);
    await chmod(partial, 0o600);
    await rename(partial, join(to, name));
  }
}

/** config.sh refuses to configure an agent that is configured already. */
export async function forgetRegistration(home: string): Promise<void> {
  for (const name of configuredFiles) await rm(join(home, name), { force: true });
}

/** The credential that config.sh has written is none that may be handed to a job. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError';
}

/**
 * Sees to it that the agent signs in with a key of its own. When the server's answer to the registration has no
 * `authorization`, config.sh ends well and saves the token that registered the agent (azure-pipelines-agent,
 * ConfigurationManager.cs), with which a job could do all that this program can.
 *
 * @throws CredentialError
 */
export async function requireOwnKey(home: string): Promise<void> {
  const file = join(home, '.credentials');
  const scheme = readScheme(await readFile(file, 'utf8'));
  if (scheme?.toLowerCase() === 'oauth') return;
  const what = scheme === undefined ? 'no scheme' : `the scheme "${scheme.slice(0, 40)}"`;
  throw new CredentialError(
    `config.sh has saved a credential with ${what} in ${file}, where "OAuth" is due: a job could read the token that registers agents. ` +
      'The answer of the server to the registration had no authorization: look for a proxy that changes it; Azure DevOps Server must let agents sign in with a key of their own',
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

/** Reads the ids that the server gave this agent from the `.agent` file. */
export async function readRegistration(folder: string): Promise<AgentRef> {
  const file = join(folder, '.agent');
  // The agent writes it with a byte order mark (IOUtil.SaveObject: Encoding.UTF8), which JSON.parse refuses.
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  const settings = new Map(Object.entries(JSON.parse(text) as object).map(([key, value]) => [key.toLowerCase(), Number(value)]));
  const agentId = settings.get('agentid');
  const poolId = settings.get('poolid');
  if (!agentId || !poolId) throw new Error(`${file} names no agent id and pool id: was it written by config.sh?`);
  return { agentId, poolId };
}
