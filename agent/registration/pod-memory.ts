import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { AgentRef } from '../../providers/contract/agent-service';

const HANDED_OVER = 'handed-over';

const id = z.int().check(z.positive());
const agentRef = z.object({ poolId: id, agentId: id });

/**
 * What "register" must know after a restart of its container: the agent whose key this pod was given. It is kept in a folder
 * that outlives the container and that no job can reach. If only the handover recorded it, a job could ask for a second key or
 * name another agent.
 */
export class PodMemory {
  readonly #folder: string | undefined;

  /** @param folder undefined without such a folder: then nothing is kept */
  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  /** The agent that was handed over; undefined if none was. @throws if the file cannot be read or this program did not write it */
  async handedOver(): Promise<AgentRef | undefined> {
    if (this.#folder === undefined) return undefined;
    const text = await readFile(join(this.#folder, HANDED_OVER), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    return text === undefined ? undefined : agentRef.parse(JSON.parse(text));
  }

  /** Writes the whole file or nothing. */
  async noteHandedOver({ poolId, agentId }: AgentRef): Promise<void> {
    if (this.#folder === undefined) return;
    const partial = join(this.#folder, `${HANDED_OVER}.partial`);
    await writeFile(partial, JSON.stringify({ poolId, agentId }));
    await rename(partial, join(this.#folder, HANDED_OVER));
  }
}
