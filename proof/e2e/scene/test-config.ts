import { parseConfig } from '../../../config/parse';
import type { Config, ConfigInput } from '../../../config/types';

type AgentPoolInput = Partial<ConfigInput['agentPools'][number]>;

export interface TestConfigOptions {
  /** Of the deployment; the namespace is named after it. */
  readonly name: string;
  /** The fake's URL. */
  readonly organizationUrl: string;
  /** What pods run; it is in the cluster. */
  readonly image: string;
  /** What differs from a small agent pool that looks at its queue often. Each entry serves the agent pool of its name. */
  readonly agentPools?: readonly AgentPoolInput[];
}

/** Little enough that many agents fit on a small machine. */
const SMALL: AgentPoolInput = {
  name: 'linux',
  cpu: '10m',
  memory: '256Mi',
  maxAgents: 20,
  pollingSeconds: 5,
  idleMinutes: 1,
  keepFinishedMinutes: 1,
  jobTimeoutMinutes: 30,
};

/**
 * A checked config as any team's. Only the organisation's URL is set after the check, which refuses `http` because a
 * token would travel in clear text; the fake has no certificate.
 */
export function testConfig({ name, organizationUrl, image, agentPools = [{}] }: TestConfigOptions): Config {
  const config = parseConfig({
    name,
    location: 'westeurope',
    image: { kind: 'reference', reference: image },
    azureDevOps: { organizationUrl: 'https://dev.azure.com/contoso', auth: { kind: 'pat' } },
    agentPools: agentPools.map((changes) => ({ ...SMALL, ...changes })),
  });
  return { ...config, azureDevOps: { ...config.azureDevOps, organizationUrl } };
}
