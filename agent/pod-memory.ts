import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const HANDED_OVER = 'handed-over';

/**
 * What "register" has to know when its container is started anew: whether this pod was ever given a key. It is kept in a
 * folder that outlives the container and that no job can reach; the handover's word alone would let a job ask for a second key.
 */
export class PodMemory {
  readonly #folder: string | undefined;

  /** @param folder undefined where there is none: then nothing is remembered */
  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  get handedOver(): boolean {
    return this.#folder !== undefined && existsSync(join(this.#folder, HANDED_OVER));
  }

  async noteHandedOver(): Promise<void> {
    if (this.#folder !== undefined) await writeFile(join(this.#folder, HANDED_OVER), '');
  }
}
