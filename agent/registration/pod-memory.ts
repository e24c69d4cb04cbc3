import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { AgentRef } from '../../providers/contract/agent-service';

const HANDED_OVER = 'handed-over';
const JOB_BEGAN = 'job-began';

const id = z.int().check(z.positive());
const agentRef = z.object({ poolId: id, agentId: id });
/** Milliseconds since 1970: the program's own clock starts again with the container. */
const jobBegan = z.object({ at: z.number() });

/**
 * What "register" must know after a restart of its container: the agent whose key this pod was given, and when its job began.
 * It is kept in a folder that outlives the container and that no job can reach. If only the handover recorded it, a job could
 * ask for a second key, name another agent or prolong itself.
 */
export class PodMemory {
  readonly #folder: string | undefined;

  /** @param folder undefined without such a folder: then nothing is kept */
  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  /** The agent that was handed over; undefined if none was. @throws if the file cannot be read or this program did not write it */
  async handedOver(): Promise<AgentRef | undefined> {
    return this.#read(HANDED_OVER, agentRef);
  }

  async noteHandedOver({ poolId, agentId }: AgentRef): Promise<void> {
    await this.#write(HANDED_OVER, { poolId, agentId });
  }

  /** How long ago the job began, in milliseconds; undefined if none did. @throws like `handedOver` */
  async jobRunsFor(): Promise<number | undefined> {
    const began = await this.#read(JOB_BEGAN, jobBegan);
    return began && Math.max(0, Date.now() - began.at);
  }

  async noteJobBegan(): Promise<void> {
    await this.#write(JOB_BEGAN, { at: Date.now() });
  }

  async #read<T>(name: string, shape: z.ZodMiniType<T>): Promise<T | undefined> {
    if (this.#folder === undefined) return undefined;
    const text = await readFile(join(this.#folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    return text === undefined ? undefined : shape.parse(JSON.parse(text));
  }

  /** Writes the whole file or nothing. */
  async #write(name: string, content: object): Promise<void> {
    if (this.#folder === undefined) return;
    const partial = join(this.#folder, `${name}.partial`);
    await writeFile(partial, JSON.stringify(content));
    await rename(partial, join(this.#folder, name));
  }
}
