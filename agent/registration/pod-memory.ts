import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { id } from '../../providers/azure-devops/client/types';
import type { AgentRef } from '../../providers/contract/agent-service';

const HANDED_OVER = 'handed-over';

const agentRef = z.object({ poolId: id, agentId: id });

/**
 * What "register" has to know when its container is started anew: the agent whose key this pod was given. It is kept in a
 * folder that outlives the container and that no job can reach; the handover's word alone would let a job ask for a second key,
 * or name another agent.
 */
export class PodMemory {
  readonly #folder: string | undefined;

  /** @param folder undefined where there is none: then nothing is remembered */
  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  /** The agent that was handed over; undefined when none was. @throws when the file cannot be read, or is not of this program */
  async handedOver(): Promise<AgentRef | undefined> {
    if (this.#folder === undefined) return undefined;
    const text = await readFile(join(this.#folder, HANDED_OVER), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    return text === undefined ? undefined : agentRef.parse(JSON.parse(text));
  }

  /** It is there as a whole or not at all. */
  async noteHandedOver({ poolId, agentId }: AgentRef): Promise<void> {
    if (this.#folder === undefined) return;
    const partial = join(this.#folder, `${HANDED_OVER}.partial`);
    await writeFile(partial, JSON.stringify({ poolId, agentId }));
    await rename(partial, join(this.#folder, HANDED_OVER));
  }
}
