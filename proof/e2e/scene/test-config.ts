import type { KedaVersion } from '../../../config/keda-version';
import { parseConfig } from '../../../config/parse';
import type { Trigger } from '../../../config/trigger';
import type { Config, ConfigInput } from '../../../config/types';

export type AgentPoolInput = Partial<NonNullable<ConfigInput['agentPools']>[number]>;
/** How a deployment signs in to GitHub. */
export type GitHubAuth = { readonly kind: 'app'; readonly clientId: string; readonly installationId: number } | { readonly kind: 'pat' };
export type RunnerPoolInput = Partial<NonNullable<ConfigInput['runnerPools']>[number]>;

export interface TestConfigOptions {
  /** Name of the deployment. The namespace is named after it. */
  readonly name: string;
  /** Image of the agent pods, which must be in the cluster. */
  readonly image: string;
  /** Image of the runner pods. */
  readonly runnerImage: string;
  /** Version of KEDA in the cluster. */
  readonly kedaVersion: KedaVersion;
  readonly trigger: Trigger;
  /** URL of the fake Azure DevOps. */
  readonly organizationUrl: string;
  /** Entries of the config: what differs from a small entry that is polled often. Each serves the agent pool of its name. */
  readonly agentPools: readonly AgentPoolInput[];
  /** The fake GitHub. @default - there is none, and there are no runner pools */
  readonly gitHub?: { readonly url: string; readonly auth: GitHubAuth } | undefined;
  /** What differs from a small entry. Each has the scale set of its name. */
  readonly runnerPools: readonly RunnerPoolInput[];
}

/** The name of an entry that is given no name. */
export const ENTRY_NAMES = { agentPool: 'linux', runnerPool: 'gh-linux' } as const;

/** What makes pods so small that many fit on a small machine. */
const SMALL_POD = { cpu: '10m', memory: '256Mi', idleMinutes: 1, keepFinishedMinutes: 1, jobTimeoutMinutes: 30 } as const;

const SMALL_AGENTS: AgentPoolInput = { name: ENTRY_NAMES.agentPool, maxAgents: 20, ...SMALL_POD };
const SMALL_RUNNERS: RunnerPoolInput = { name: ENTRY_NAMES.runnerPool, maxRunners: 20, ...SMALL_POD };

/** URLs that the schema accepts, in place of those of the fakes. */
export const SERVICE_URLS = { azureDevOps: 'https://dev.azure.com/contoso', gitHub: 'https://github.com/contoso' } as const;

/** The scaler polls often by default, KEDA does not. */
const POLLING: Readonly<Record<Trigger, AgentPoolInput>> = { 'metrics-api': {}, 'azure-pipelines': { pollingSeconds: 5 } };

/**
 * Returns a config that passed the checks of the schema. Only the URLs of the services are set afterwards: the schema rejects
 * `http`, because a token would travel in clear text, but the fakes have no certificate.
 */
export function testConfig(options: TestConfigOptions): Config {
  const { name, image, runnerImage, kedaVersion, trigger, organizationUrl, agentPools, gitHub, runnerPools } = options;
  const {
    azureDevOps,
    gitHub: checked,
    ...config
  } = parseConfig({
    name,
    location: 'westeurope',
    image: { kind: 'reference', reference: image },
    runnerImage: { kind: 'reference', reference: runnerImage },
    keda: { version: kedaVersion, trigger },
    ...(agentPools.length > 0 && { azureDevOps: { organizationUrl: SERVICE_URLS.azureDevOps, auth: { kind: 'pat' } } }),
    ...(gitHub && { gitHub: { url: SERVICE_URLS.gitHub, auth: gitHub.auth } }),
    agentPools: agentPools.map((changes) => ({ ...SMALL_AGENTS, ...POLLING[trigger], ...changes })),
    runnerPools: runnerPools.map((changes) => ({ ...SMALL_RUNNERS, ...changes })),
  });
  return {
    ...config,
    ...(azureDevOps && { azureDevOps: { ...azureDevOps, organizationUrl } }),
    ...(checked && gitHub && { gitHub: { ...checked, url: gitHub.url } }),
  };
}
