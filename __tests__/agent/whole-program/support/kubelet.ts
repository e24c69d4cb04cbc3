import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../../support/eventually';
import type { Pod } from './pod';

/** Like the kubelet: checks the size of the volume. */
export async function evictedByKubelet({ folder, run }: Pod): Promise<void> {
  const size = () => readdirSync(folder.evict).reduce((sum, name) => sum + statSync(join(folder.evict, name)).size, 0);
  await eventually('the volume holds too much', () => size() > 1024 * 1024, 60);
  await run.kill();
}
