import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Mount } from './container';

/** Where the program copies the agent package to, as in constructs/pod-parts.ts. */
export const PRIVATE_HOME = { AZP_AGENT_HOME: '/azp/private/agent' } as const;

/** One volume at the three places where registrar and placeholder may write. */
export function privateMounts(scratch: string): readonly Mount[] {
  const volume = mkdtempSync(join(scratch, 'private-'));
  chmodSync(volume, 0o755);
  return [
    ['private', '/azp/private'],
    ['tmp', '/tmp'],
    ['home', '/home/agent'],
  ].map(([name = '', destination = '']) => {
    const source = join(volume, name);
    mkdirSync(source);
    chmodSync(source, 0o777);
    return { source, destination, readOnly: false };
  });
}
