import { lstatSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signal, Signals } from './flags';

/**
 * Signals between the two containers of a pod: files in a folder that both of them mount. A job can write there too, so
 * nothing that is found there may make "register" do harm: only whether a name exists is ever looked at. What it names, a
 * link that leads anywhere or nowhere, a pipe, a folder, is never opened.
 */
export class Handover implements Signals {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  has(signal: Signal): boolean {
    try {
      return lstatSync(join(this.folder, signal), { throwIfNoEntry: false }) !== undefined;
    } catch {
      // The folder cannot be searched: nobody says anything there.
      return false;
    }
  }

  /** @throws when the folder is full, or cannot be written */
  async set(signal: Signal): Promise<void> {
    // "wx" never follows a symbolic link, which a job may have put there, and never waits for a reader of a pipe.
    await writeFile(join(this.folder, signal), '', { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }

  async clear(signal: Signal): Promise<void> {
    await rm(join(this.folder, signal), { force: true, recursive: true });
  }
}
