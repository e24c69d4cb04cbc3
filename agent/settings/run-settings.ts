import { REGISTRATION } from '../../config/timings';
import { type Folders, readFolders } from './folders';
import { isForGitHub } from './github-settings';
import { InputReader, type MutableEnvironment } from './input-reader';
import { type AzurePipelinesAgent, readCapabilities } from './registration-settings';

export interface RunSettings {
  readonly service: ({ readonly kind: 'azure-pipelines' } & Pick<AzurePipelinesAgent, 'capabilities'>) | { readonly kind: 'github' };
  readonly folders: Folders;
  /** How long to wait for the handover. Must be longer than registering may take. */
  readonly handoverLimitMs: number;
}

export function readRunSettings(env: MutableEnvironment): RunSettings {
  const input = new InputReader(env);
  return input.finish('run', {
    service: isForGitHub(input) ? { kind: 'github' } : { kind: 'azure-pipelines', capabilities: readCapabilities(input) },
    folders: readFolders(input),
    handoverLimitMs: input.positive('AZP_READY_SECONDS', REGISTRATION.handover.seconds) * 1000,
  });
}
