import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signal, Signals } from './signals';

/**
 * Signals between the two containers of a pod: files in a folder that both of them mount. A job can write there too, so
 * nothing that is found there may make "register" do harm: only whether a file exists is ever read.
 */
export class Handover implements Signals {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  has(signal: Signal): boolean {
    return existsSync(join(this.folder, signal));
  }

  async set(signal: Signal): Promise<void> {
    // "wx" never follows a symbolic link, which a job may have put there.
    await writeFile(join(this.folder, signal), '', { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }

  async clear(signal: Signal): Promise<void> {
    await rm(join(this.folder, signal), { force: true });
  }
}
