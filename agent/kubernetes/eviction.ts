import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EVICT_VOLUME_BYTES } from '../../config/pod-contract';

/** More than the volume may hold. The bytes are random, because a file system may use no space for zeros. */
const TOO_MUCH_BYTES = 4 * EVICT_VOLUME_BYTES;

/**
 * Makes the kubelet evict this pod, within about a minute and with one second of grace: it writes more to a volume that only
 * this container mounts than the volume may hold (docs/decisions/0022). @throws if the file cannot be written
 */
export async function evictThisPod(folder: string): Promise<void> {
  await writeFile(join(folder, 'too-much'), randomBytes(TOO_MUCH_BYTES));
}
