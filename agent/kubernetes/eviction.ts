import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** More than the volume may hold, see constructs/agents/agent-pod.ts. The bytes are random: a file system may store zeros as nothing. */
const TOO_MUCH_BYTES = 4 * 1024 * 1024;

/**
 * Makes the kubelet evict this pod, within about a minute and with one second of grace: it writes more to a volume that only
 * this container mounts than the volume may hold (docs/decisions/0022). @throws if the file cannot be written
 */
export async function evictThisPod(folder: string): Promise<void> {
  await writeFile(join(folder, 'too-much'), randomBytes(TOO_MUCH_BYTES));
}
