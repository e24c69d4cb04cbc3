import { scalingPair } from '../../config/keda-version';
import type { AgentPoolProps } from '../../constructs/agent-pool';

/** An agent pool with a token and the config's defaults. */
export function aPool(changes: Partial<AgentPoolProps> = {}): AgentPoolProps {
  return {
    name: 'pipelines-linux',
    namespace: 'agents',
    serviceAccountName: 'agent',
    organizationUrl: 'https://dev.azure.com/example',
    pool: 'linux',
    image: 'example.azurecr.io/agent:1',
    credentials: { kind: 'pat', secretName: 'token' },
    scaling: scalingPair('2.20.2'),
    maxAgents: 10,
    pollingSeconds: 10,
    cpu: '500m',
    memory: '2Gi',
    workDisk: '20Gi',
    jobTimeoutMinutes: 60,
    idleMinutes: 5,
    demands: [],
    capabilities: {},
    env: {},
    nodeSelector: {},
    tolerations: [],
    podDisruptionBudget: false,
    keepFinishedMinutes: 10,
    keepSucceeded: 10,
    keepFailed: 10,
    ...changes,
  };
}

/** The same with workload identity. */
export const anIdentityPool = (changes: Partial<AgentPoolProps> = {}) => aPool({ credentials: { kind: 'workloadIdentity', clientId: 'client' }, ...changes });
