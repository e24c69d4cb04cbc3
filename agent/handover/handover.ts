import { lstatSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HandoverFlag, HandoverFlags } from './flags';

/**
 * Handover flags between the two containers of a pod: files in a folder that both of them mount. A job can write there too,
 * so nothing in the folder may make "register" do harm. Only the existence of a name is checked. Whatever has the name (a
 * link to anywhere or nowhere, a pipe, a folder) is never opened.
 */
export class Handover implements HandoverFlags {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  has(flag: HandoverFlag): boolean {
    try {
      return lstatSync(join(this.folder, flag), { throwIfNoEntry: false }) !== undefined;
    } catch {
      // The folder cannot be searched, so no flag counts as set.
      return false;
    }
  }

  /** @throws if the folder is full or cannot be written */
  async set(flag: HandoverFlag): Promise<void> {
    // A job may have put something there: "wx" never follows a symbolic link and never waits for the reader of a pipe.
    await writeFile(join(this.folder, flag), '', { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }

  async clear(flag: HandoverFlag): Promise<void> {
    await rm(join(this.folder, flag), { force: true, recursive: true });
  }
}
