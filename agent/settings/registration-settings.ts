import { hostname } from 'node:os';
import { DEREGISTRATION, REGISTRATION } from '../../config/timings';
import type { AgentPoolRef } from '../../providers/contract/agent-service';
import { type Auth, readAuth } from './auth-settings';
import { namelessLine } from './capabilities';
import { type Folders, readFolders } from './folders';
import { type GitHubSettings, isForGitHub } from './github-settings';
import type { InputReader } from './input-reader';
import { UsageError } from './usage';

export interface Organisation {
  /** Without a trailing slash. */
  readonly url: string;
  readonly pool: AgentPoolRef;
  readonly auth: Auth;
}

/** An agent of Azure Pipelines. */
export interface AzurePipelinesAgent {
  readonly organisation: Organisation;
  /** Lines `name=value` or `name`. */
  readonly capabilities: string;
}

/** A runner of a scale set of GitHub. */
export interface GitHubRunner {
  readonly gitHub: GitHubSettings;
  /** Name of the scale set, which the scaler creates. */
  readonly scaleSet: string;
  /** Name of the runner group that has the scale set. */
  readonly runnerGroup: string;
}

/** What registering takes at every service. */
export interface RegistrationBasics {
  readonly agentName: string;
  readonly folders: Folders;
  /** How long registering may take, all attempts together; for the placeholder, how long config.sh may take. */
  readonly registerLimitMs: number;
  /** How long deregistering may take, all attempts together. */
  readonly deregisterLimitMs: number;
}

export interface RegistrationSettings extends RegistrationBasics, AzurePipelinesAgent {}

export interface RunnerSettings extends RegistrationBasics, GitHubRunner {}

export const readRegistration = (input: InputReader): RegistrationSettings => ({ ...readAgent(input), ...readBasics(input) });

export function readAgent(input: InputReader): AzurePipelinesAgent {
  const organisation = { url: input.url('AZP_URL'), pool: readPool(input), auth: readAuth(input) };
  return { organisation, capabilities: readCapabilities(input) };
}

export function readBasics(input: InputReader): RegistrationBasics {
  return {
    agentName: input.text('AZP_AGENT_NAME', hostname()),
    folders: readFolders(input),
    registerLimitMs: input.positive('AZP_CONFIG_SECONDS', REGISTRATION.limit.seconds) * 1000,
    deregisterLimitMs: input.positive('AZP_GRACE_SECONDS', DEREGISTRATION.limit.seconds) * 1000,
  };
}

function readPool(input: InputReader): AgentPoolRef {
  const name = input.text('AZP_POOL', '');
  if (name !== '') return { name };
  if (input.text('AZP_POOL_ID', '') !== '') return { id: input.positive('AZP_POOL_ID', 0) };
  input.missing("AZP_POOL (the agent pool's name) or AZP_POOL_ID");
  return { name };
}

export function readCapabilities(input: InputReader): string {
  const text = input.text('AZP_CAPABILITIES', '');
  const nameless = namelessLine(text);
  if (nameless !== undefined) input.wrong(`AZP_CAPABILITIES has a line without a name: "${nameless}"; write name=value`);
  return text;
}

/** @throws UsageError if the settings are those of a runner */
export function refuseGitHub(input: InputReader, message: string): void {
  if (isForGitHub(input)) throw new UsageError(message);
}
