import { ConfigError } from './problems/config-error';
import type { Config, GitHubConfig } from './types';

/** A service that has jobs, and the list of entries that needs it. */
export interface Service {
  /** The option of the config that names it, and how to sign in to it. */
  readonly option: 'azureDevOps' | 'gitHub';
  readonly list: 'agentPools' | 'runnerPools';
  /** Its entries, for people. */
  readonly entries: string;
  /** What the entries need of the option, as the rest of the sentence that starts with it. */
  readonly need: string;
  /** The least that the option must say. */
  readonly example: string;
}

export const AGENT_POOLS = {
  option: 'azureDevOps',
  list: 'agentPools',
  entries: 'agent pools of Azure Pipelines',
  need: 'must name the organisation that agentPools are in',
  example: 'organizationUrl: "https://dev.azure.com/<organisation>"',
} as const satisfies Service;

const RUNNER_POOLS: Service = {
  option: 'gitHub',
  list: 'runnerPools',
  entries: 'runner pools of GitHub',
  need: 'must name what runnerPools belong to',
  example: 'url: "https://github.com/<organisation>"',
};

export const SERVICES: readonly Service[] = [AGENT_POOLS, RUNNER_POOLS];

/** The part of a config that names its services. */
export type ServiceOptions = Pick<Config, Service['option']>;

/** The organisation that agent pools are in, and how to sign in to it. */
export type OrganizationConfig = NonNullable<ServiceOptions['azureDevOps']>;

/**
 * The organisation of the agent pools, for what works only on agent pools.
 * @throws ConfigError if the config has no agent pools
 */
export const organizationOf = ({ azureDevOps: organization }: Partial<ServiceOptions>): OrganizationConfig =>
  organization ?? missing(AGENT_POOLS);

/** The Secret that the config names in place of the variable azp_token. Undefined if it names none. */
export function existingTokenOf(config: Partial<ServiceOptions>): string | undefined {
  const auth = config[AGENT_POOLS.option]?.auth;
  return auth?.kind === 'pat' ? auth.token?.secret : undefined;
}

/**
 * What the runners belong to in GitHub, for what works only on runner pools.
 * @throws ConfigError if the config has no runner pools
 */
export const gitHubOf = ({ gitHub }: Partial<ServiceOptions>): GitHubConfig => gitHub ?? missing(RUNNER_POOLS);

function missing({ option, list, entries }: Service): never {
  const rule = `must be set: this works on ${entries}, and the config has none`;
  const remedy = `add an entry to ${list}, or name another config with AGENTS_CONFIG`;
  throw new ConfigError('the config', [{ path: option, rule, value: undefined, remedy }]);
}
