import { PLACEHOLDER_SERVER } from '../../config/pod-contract';
import { PLACEHOLDER } from '../../config/timings';
import type { KubernetesApi } from '../kubernetes/kubernetes-api';
import { InputReader, type MutableEnvironment } from './input-reader';
import { readKubernetes } from './kubernetes-settings';
import { type RegistrationSettings, readRegistration, refuseGitHub } from './registration-settings';

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
