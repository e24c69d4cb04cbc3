import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Mount } from './container';

/** The copy of the agent package and the home folder, as in constructs/agents/pod-parts.ts. */
export const PRIVATE_FOLDERS = { AZP_AGENT_HOME: '/azp/private/agent', HOME: '/azp/home' } as const;

/** One volume at the three places where registrar and placeholder may write. */
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
