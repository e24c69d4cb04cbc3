import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type RegisterSettings, readRegisterSettings } from '../../../agent/settings/register-settings';
import type { RegistrationSettings } from '../../../agent/settings/registration-settings';
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

/** The same, as far as registering an agent of Azure Pipelines takes them. */
export function someAgentSettings(url: string, more: Record<string, string> = {}): RegistrationSettings {
  const { service, ...settings } = someSettings(url, more);
  if (service.kind !== 'azure-pipelines') throw new Error('these are settings of a runner');
  return { ...settings, ...service };
}
