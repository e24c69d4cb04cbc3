// Hashes of files, and writing them so that no other process ever reads a half-written one.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What the build keeps from one run to the next. It may be deleted at any time. */
export const WORK = join(PROJECT, 'dist', '.build');

export const hashOf = (...contents) => {
  const hash = createHash('sha1');
  for (const content of contents) hash.update(content).update('\0');
  return hash.digest('base64url');
};

/** The content of a file of this project; undefined if it does not exist. */
export function contentOf(file) {
  try {
    return readFileSync(join(PROJECT, file));
  } catch {
    return undefined;
  }
}

export const hashOfFile = (file) => {
  const content = contentOf(file);
  return content === undefined ? undefined : hashOf(content);
};

/** Writes a file of this project as a whole: another process sees the old content or the new one. */
export function writeWhole(file, content) {
  const path = join(PROJECT, file);
  const temporary = join(WORK, `${process.pid}.tmp`);
  mkdirSync(dirname(path), { recursive: true });
  mkdirSync(WORK, { recursive: true });
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
