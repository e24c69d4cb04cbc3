import { hostname } from 'node:os';
import { FOLDERS, PLACEHOLDER_SERVER, READINESS_PORT, SCALER_SERVER } from '../../config/pod-contract';
import { DEREGISTRATION, IDLE, PLACEHOLDER, REGISTRATION } from '../../config/timings';
import type { AgentPoolRef } from '../../providers/contract/agent-service';
import type { KubernetesApi } from '../kubernetes/kubernetes-api';
import { type Auth, readAuth } from './auth-settings';
import { namelessLine } from './capabilities';
import { type GitHubSettings, isForGitHub, readGitHub } from './github-settings';
import { InputReader, type MutableEnvironment } from './input-reader';
import { readKubernetes } from './kubernetes-settings';
import { UsageError } from './usage';

export interface Folders {
  /** The unpacked package of the agent or runner: bin/Agent.Listener or bin/Runner.Listener. */
  readonly home: string;
  /** Where the job works. The registration records it, so both containers of a pod must have the same. */
  readonly work: string;
  /** Shared by the two containers of a pod. */
  readonly handover: string;
}

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

export interface RunSettings {
  readonly service: ({ readonly kind: 'azure-pipelines' } & Pick<AzurePipelinesAgent, 'capabilities'>) | { readonly kind: 'github' };
  readonly folders: Folders;
  /** How long to wait for the handover. Must be longer than registering may take. */
  readonly handoverLimitMs: number;
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

/** How long an agent is kept, and what its pod has to offer. */
interface PodSettings {
  /** How long an agent may wait for a job before it is stopped and deregistered. */
  readonly idleMs: number;
  /** URL of the scaler, which an agent without a job asks whether it may stay for longer. Undefined if it may not. */
  readonly scalerUrl: string | undefined;
  /** How long a job may take. */
  readonly jobMs: number;
  /** A volume with a size limit. The kubelet evicts this pod if more is written to it. Undefined without such a volume. */
  readonly evictFolder: string | undefined;
  /** A folder that only this container has and that outlives it. Undefined without such a folder. */
  readonly stateFolder: string | undefined;
  /** The port to open when the job has begun. Undefined if nobody asks whether the pod is ready. */
  readonly readinessPort: number | undefined;
  /** Used to mark the pod as taken. Undefined outside Kubernetes, or if KEDA does not read the mark. */
  readonly kubernetes: KubernetesApi | undefined;
}

export interface RegisterSettings extends RegistrationBasics, PodSettings {
  readonly service: ({ readonly kind: 'azure-pipelines' } & AzurePipelinesAgent) | ({ readonly kind: 'github' } & GitHubRunner);
}

export interface AllInOneSettings extends RegistrationSettings, PodSettings {}

export interface KeepSettings extends RegistrationSettings {
  /** From the end of one round to the start of the next. */
  readonly roundPauseMs: number;
  readonly healthPort: number;
  /** Undefined if it cannot be known which agents are left behind. */
  readonly reap: ReapSettings | undefined;
  /** The most agents that KEDA runs at a time; undefined if not set. Only exposed as a metric. */
  readonly maxAgents: number | undefined;
  /** When the token expires, in milliseconds since 1970; undefined if not set. Only exposed as a metric. */
  readonly tokenExpiresAt: number | undefined;
  /** A file with the time at which the image was built. */
  readonly imageBuiltFile: string;
}

export interface ReapSettings {
  /** Prefix of the names of agents that may be deleted. */
  readonly prefix: string;
  /** How long an agent must have been offline before it is deleted. */
  readonly offlineMs: number;
  readonly kubernetes: KubernetesApi;
}

export function readRunSettings(env: MutableEnvironment): RunSettings {
  const input = new InputReader(env);
  return input.finish('run', {
    service: isForGitHub(input) ? { kind: 'github' } : { kind: 'azure-pipelines', capabilities: readCapabilities(input) },
    folders: readFolders(input),
    handoverLimitMs: input.positive('AZP_READY_SECONDS', REGISTRATION.handover.seconds) * 1000,
  });
}

export function readRegisterSettings(env: MutableEnvironment): RegisterSettings {
  const input = new InputReader(env);
  const service = readService(input);
  return input.finish('register', {
    service,
    ...readBasics(input),
    idleMs: readIdleMs(input),
    scalerUrl: readScalerUrl(input),
    jobMs: input.text('AZP_JOB_MINUTES', '') === '' ? Number.POSITIVE_INFINITY : input.positive('AZP_JOB_MINUTES', 0) * 60_000,
    evictFolder: input.text('AZP_EVICT', '') || undefined,
    stateFolder: input.text('AZP_STATE', '') || undefined,
    readinessPort: input.text('AZP_READINESS_PORT', '') === '' ? undefined : input.port('AZP_READINESS_PORT', READINESS_PORT),
    kubernetes: readKubernetes(input),
  });
}

export function readKeepSettings(env: MutableEnvironment): KeepSettings {
  const input = new InputReader(env);
  refuseGitHub(input, 'cannot start keep: GitHub queues jobs without a runner, so a placeholder is not needed; remove AZP_GITHUB_URL');
  const registration = readRegistration(input);
  return input.finish('keep', {
    ...registration,
    roundPauseMs: input.positive('AZP_KEEP_SECONDS', PLACEHOLDER.round.seconds) * 1000,
    healthPort: input.port('AZP_HEALTH_PORT', PLACEHOLDER_SERVER.port),
    reap: readReap(input),
    maxAgents: input.text('AZP_MAX_AGENTS', '') === '' ? undefined : input.positive('AZP_MAX_AGENTS', 0),
    tokenExpiresAt: input.day('AZP_TOKEN_EXPIRES'),
    imageBuiltFile: input.text('AZP_IMAGE_BUILT_FILE', '/opt/azp/built'),
  });
}

function readReap(input: InputReader): ReapSettings | undefined {
  const offlineMs = input.positive('AZP_REAP_MINUTES', PLACEHOLDER.reapAfter.minutes) * 60_000;
  const prefix = input.text('AZP_AGENT_NAME_PREFIX', '');
  const kubernetes = readKubernetes(input);
  return prefix === '' || kubernetes === undefined ? undefined : { prefix, offlineMs, kubernetes };
}

/** Without AZP_IDLE_MINUTES the agent waits for a job without limit, as Microsoft's container does. */
export function readAllInOneSettings(env: MutableEnvironment): AllInOneSettings {
  const input = new InputReader(env);
  refuseGitHub(
    input,
    'cannot start a runner of GitHub in one container, where its job could read the credential that makes runners: start "register" and "run" in two containers',
  );
  const registration = readRegistration(input);
  const idleMs = input.text('AZP_IDLE_MINUTES', '') === '' ? Number.POSITIVE_INFINITY : readIdleMs(input);
  return input.finish('an agent in one container', {
    ...registration,
    idleMs,
    scalerUrl: undefined,
    jobMs: Number.POSITIVE_INFINITY,
    evictFolder: undefined,
    stateFolder: undefined,
    readinessPort: undefined,
    kubernetes: undefined,
  });
}

const readIdleMs = (input: InputReader) => input.positive('AZP_IDLE_MINUTES', IDLE.program.minutes) * 60_000;

/** Without a trailing slash. */
function readScalerUrl(input: InputReader): string | undefined {
  const value = input.text('AZP_SCALER_URL', '');
  if (value === '') return undefined;
  if (!/^http:\/\//i.test(value) || !URL.canParse(value)) {
    input.wrong(
      `AZP_SCALER_URL must be a URL such as http://azure-pipelines-scaler.agents.svc:${SCALER_SERVER.agentsPort}, got "${value}"`,
    );
  }
  return value.replace(/\/+$/, '');
}

function refuseGitHub(input: InputReader, message: string): void {
  if (isForGitHub(input)) throw new UsageError(message);
}

function readService(input: InputReader): RegisterSettings['service'] {
  const gitHub = readGitHub(input);
  if (gitHub === undefined) return { kind: 'azure-pipelines', ...readAgent(input) };
  const scaleSet = input.text('AZP_SCALE_SET', '');
  if (scaleSet === '') input.missing('AZP_SCALE_SET');
  return { kind: 'github', gitHub, scaleSet, runnerGroup: input.text('AZP_RUNNER_GROUP', 'Default') };
}

const readRegistration = (input: InputReader): RegistrationSettings => ({ ...readAgent(input), ...readBasics(input) });

function readAgent(input: InputReader): AzurePipelinesAgent {
  const organisation = { url: input.url('AZP_URL'), pool: readPool(input), auth: readAuth(input) };
  return { organisation, capabilities: readCapabilities(input) };
}

function readBasics(input: InputReader): RegistrationBasics {
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

function readCapabilities(input: InputReader): string {
  const text = input.text('AZP_CAPABILITIES', '');
  const nameless = namelessLine(text);
  if (nameless !== undefined) input.wrong(`AZP_CAPABILITIES has a line without a name: "${nameless}"; write name=value`);
  return text;
}

function readFolders(input: InputReader): Folders {
  return {
    home: input.text('AZP_AGENT_HOME', isForGitHub(input) ? FOLDERS.runner : FOLDERS.agent),
    work: input.text('AZP_WORK', FOLDERS.work),
    handover: input.text('AZP_HANDOVER', FOLDERS.handover),
  };
}
