import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * - `ready`: the credential files are complete (written by "register").
 * - `job-started`: the first job has started, for ever after (written by "run"; also the readiness probe).
 * - `stop`: no job came in time, end the listener (written by "register").
 */
export type Marker = 'ready' | 'job-started' | 'stop';

/** What the two containers of a pod tell each other: files in a folder that both of them mount. */
export class Handover {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  has(marker: Marker): boolean {
    return existsSync(join(this.folder, marker));
  }

  async mark(marker: Marker): Promise<void> {
    await writeFile(join(this.folder, marker), '');
  }
}
