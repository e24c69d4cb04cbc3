import { AgentPool, type AgentPoolProps } from '../../../constructs/agents/agent-pool';
import { azurePipelines } from '../../../providers/azure-devops/azure-pipelines';
import { aPool } from '../../support/pools';
import { synthStack } from '../../support/synth';

/** Another value for each property. Because of `Required`, the type check fails if one is missing. */
const OTHER: Required<AgentPoolProps> = {
  objectName: 'pipelines-other',
  namespace: 'other',
  serviceAccountName: 'other',
  image: 'example.azurecr.io/agent:2',
  provider: azurePipelines({
    organizationUrl: 'https://dev.azure.com/other',
    pool: 'linux',
    credentials: { kind: 'pat', secretName: 'token' },
  }),
  dependsOn: [{ fqn: 'kubernetes_namespace_v1.other' }],
  maxAgents: 11,
  pollingSeconds: 11,
  cpu: '600m',
  memory: '3Gi',
  workDisk: '21Gi',
  scratchDisk: '11Gi',
  jobTimeoutMinutes: 61,
  idleMinutes: 2,
  demands: ['gpu'],
  capabilities: { java: '21' },
  env: { GREETING: 'hello' },
  nodeSelector: { disk: 'fast' },
  tolerations: [{ key: 'spare', operator: 'Exists', effect: 'NoExecute' }],
  egressNamespaces: ['nexus'],
  podDisruptionBudget: true,
  keepFinishedMinutes: 11,
  keepSucceeded: 11,
  keepFailed: 11,
  scaling: { strategy: 'default', pendingPodConditions: [] },
  trigger: 'scaler',
  warm: [{ agents: 1, days: ['mon'], from: '08:00', to: '18:00', timeZone: 'UTC' }],
  warmMaxHours: 11,
  anticipate: true,
};

/** What some properties need in order to act. */
const NEEDS: Partial<Record<keyof AgentPoolProps, Partial<AgentPoolProps>>> = {
  warm: { trigger: 'scaler' },
  warmMaxHours: { trigger: 'scaler', anticipate: true },
  anticipate: { trigger: 'scaler' },
};

const objects = (props: AgentPoolProps) => JSON.stringify(synthStack((stack) => void new AgentPool(stack, 'linux', props)));

test.each(Object.entries(OTHER))('the property %s changes at least one object', (name, value) => {
  const base = { ...aPool(), ...NEEDS[name as keyof AgentPoolProps] };
  expect(objects({ ...base, [name]: value })).not.toBe(objects(base));
});
