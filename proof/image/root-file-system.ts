import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** A file or folder of an image, with its path in the image. */
export interface Entry {
  readonly path: string;
  readonly stats: Stats;
}

/** Yields everything below a folder. Symbolic links are not followed. */
export function* entriesOf(root: string, below = '/'): Generator<Entry> {
  for (const name of readdirSync(join(root, below))) {
    const path = join(below, name);
    const stats = lstatSync(join(root, path));
    yield { path, stats };
    if (stats.isDirectory()) yield* entriesOf(root, path);
  }
}

const SET_ID = 0o6000;

/** Whether a program is setuid or setgid. */
export const isSetId = ({ stats }: Entry) => stats.isFile() && (stats.mode & SET_ID) !== 0;

/** Whether a user with this UID and GID may write a file or folder. The owner always may, because it can change the mode. */
export function isWritableBy({ stats }: Entry, id: number): boolean {
  if (!stats.isFile() && !stats.isDirectory()) return false;
  return stats.uid === id || (stats.mode & (stats.gid === id ? 0o020 : 0o002)) !== 0;
}
