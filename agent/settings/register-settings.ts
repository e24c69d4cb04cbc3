import { READINESS_PORT, SCALER_SERVER } from '../../config/pod-contract';
import { IDLE } from '../../config/timings';
import type { KubernetesApi } from '../kubernetes/kubernetes-api';
import { readGitHub } from './github-settings';
import { InputReader, type MutableEnvironment } from './input-reader';
import { readKubernetes } from './kubernetes-settings';
import {
  type AzurePipelinesAgent,
  type GitHubRunner,
  type RegistrationBasics,
  type RegistrationSettings,
  readAgent,
  readBasics,
  readRegistration,
  refuseGitHub,
} from './registration-settings';

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

function readService(input: InputReader): RegisterSettings['service'] {
  const gitHub = readGitHub(input);
  if (gitHub === undefined) return { kind: 'azure-pipelines', ...readAgent(input) };
  const scaleSet = input.text('AZP_SCALE_SET', '');
  if (scaleSet === '') input.missing('AZP_SCALE_SET');
  return { kind: 'github', gitHub, scaleSet, runnerGroup: input.text('AZP_RUNNER_GROUP', 'Default') };
}
