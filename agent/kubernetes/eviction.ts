import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** More than the volume may hold, see constructs/agents/agent-pod.ts. Random: a file system may store zeros as nothing. */
const TOO_MUCH_BYTES = 4 * 1024 * 1024;

/**
 * Has the kubelet end this pod, within two minutes and with one second of grace: a volume that only this container mounts
 * then holds more than it may (docs/decisions/0022). @throws when it cannot be written
 */
export async function evictThisPod(folder: string): Promise<void> {
  await writeFile(join(folder, 'too-much'), randomBytes(TOO_MUCH_BYTES));
}
