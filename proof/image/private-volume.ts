import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Mount } from './container';

/** Variables for the copy of the agent package and the home folder, as in constructs/pods/pod-parts.ts. */
export const PRIVATE_FOLDERS = { AZP_AGENT_HOME: '/azp/private/agent', HOME: '/azp/home' } as const;

/** Mounts for the three folders that registrar and placeholder may write, all in one volume. */
export function privateMounts(scratch: string): readonly Mount[] {
  const volume = mkdtempSync(join(scratch, 'private-'));
  chmodSync(volume, 0o755);
  return [
    ['private', '/azp/private'],
    ['home', '/azp/home'],
    ['tmp', '/tmp'],
  ].map(([name = '', destination = '']) => {
    const source = join(volume, name);
    mkdirSync(source);
    chmodSync(source, 0o777);
    return { source, destination, readOnly: false };
  });
}
