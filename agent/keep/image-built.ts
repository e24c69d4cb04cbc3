import { readFileSync } from 'node:fs';

/** When the image was built, as docker/Dockerfile records it, in milliseconds since 1970; undefined without such a file. */
export function imageBuiltAt(file: string): number | undefined {
  try {
    const time = Date.parse(readFileSync(file, 'utf8').trim());
    return Number.isNaN(time) ? undefined : time;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
