import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type RegisterSettings, readRegisterSettings } from '../../../agent/settings/settings';
import { temporaryFolder } from './fakes';

/** An environment for every command, with folders that exist. */
export function anEnvironment(url: string, more: Record<string, string> = {}): Record<string, string | undefined> {
  const folder = temporaryFolder();
  for (const name of ['home', 'handover', 'work']) mkdirSync(join(folder, name));
  return {
    PATH: process.env['PATH'],
    AZP_URL: url,
    AZP_POOL: 'linux',
    AZP_TOKEN: 's3cret-token',
    AZP_AGENT_NAME: 'linux-x7k2p',
    AZP_AGENT_HOME: join(folder, 'home'),
    AZP_HANDOVER: join(folder, 'handover'),
    AZP_WORK: join(folder, 'work'),
    ...more,
  };
}

export const someSettings = (url: string, more: Record<string, string> = {}): RegisterSettings =>
  readRegisterSettings(anEnvironment(url, more));
