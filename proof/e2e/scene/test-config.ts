import type { KedaVersion } from '../../../config/keda-version';
import { parseConfig } from '../../../config/parse';
import { organizationOf } from '../../../config/services';
import type { Trigger } from '../../../config/trigger';
import type { Config, ConfigInput } from '../../../config/types';

type AgentPoolInput = Partial<NonNullable<ConfigInput['agentPools']>[number]>;

export interface TestConfigOptions {
  /** Name of the deployment. The namespace is named after it. */
  readonly name: string;
  /** URL of the fake Azure DevOps. */
  readonly organizationUrl: string;
  /** Image of the pods, which must be in the cluster. */
  readonly image: string;
  /** Version of KEDA in the cluster. */
  readonly kedaVersion: KedaVersion;
  readonly trigger: Trigger;
  /** Entries of the config: what differs from a small entry that is polled often. Each serves the agent pool of its name. */
  readonly agentPools?: readonly AgentPoolInput[];
}

/** An entry whose agents are so small that many fit on a small machine. */
const SMALL_ENTRY: AgentPoolInput = {
  name: 'linux',
  cpu: '10m',
  memory: '256Mi',
  maxAgents: 20,
  idleMinutes: 1,
  keepFinishedMinutes: 1,
  jobTimeoutMinutes: 30,
};

/** The scaler polls often by default, KEDA does not. */
const POLLING: Readonly<Record<Trigger, AgentPoolInput>> = { 'metrics-api': {}, 'azure-pipelines': { pollingSeconds: 5 } };

/**
 * Returns a config that passed the checks of the schema. Only the URL of the organization is set afterwards: the schema rejects
 * `http`, because a token would travel in clear text, but the fake has no certificate.
 */
export function testConfig({ name, organizationUrl, image, kedaVersion, trigger, agentPools = [{}] }: TestConfigOptions): Config {
  const config = parseConfig({
    name,
    location: 'westeurope',
    image: { kind: 'reference', reference: image },
    keda: { version: kedaVersion, trigger },
    azureDevOps: { organizationUrl: 'https://dev.azure.com/contoso', auth: { kind: 'pat' } },
    agentPools: agentPools.map((changes) => ({ ...SMALL_ENTRY, ...POLLING[trigger], ...changes })),
  });
  return { ...config, azureDevOps: { ...organizationOf(config), organizationUrl } };
}
