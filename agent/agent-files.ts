import { constants } from 'node:fs';
import { chmod, copyFile, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentRef } from '../azure-devops/client';

/** What config.sh writes and the listener needs: settings, credential and the agent's private key. */
const configuredFiles = ['.credentials', '.credentials_rsaparams', '.agent'] as const;

/** Copies an agent's registration; each file appears whole and readable by this user only. */
export async function copyRegistration(from: string, to: string): Promise<void> {
  for (const name of configuredFiles) {
    const partial = join(to, `${name}.partial`);
    // A job may have put a symbolic link there.
    await rm(partial, { force: true });
    await copyFile(join(from, name), partial, constants.COPYFILE_EXCL);
    await chmod(partial, 0o600);
    await rename(partial, join(to, name));
  }
}

/** config.sh refuses to configure an agent that is configured already. */
export async function forgetRegistration(home: string): Promise<void> {
  for (const name of configuredFiles) await rm(join(home, name), { force: true });
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
