import { NEWEST_KEDA_VERSION } from '../../config/keda-version';
import type { ConfigInput } from '../../config/types';

const CLUSTER = {
  nodePool: { vmSize: 'Standard_D4s_v5', minNodes: 2, maxNodes: 4, osDiskType: 'Managed' },
  agentNodePool: { vmSize: 'Standard_D8ds_v5', maxNodes: 12, spot: true },
} as const;

/** Options that entries of both lists have, all other than their defaults. */
const POD = {
  cpu: '0.5',
  memory: '1.5Gi',
  workDisk: '30Gi',
  scratchDisk: '5Gi',
  egressNamespaces: ['nexus', '123'],
  jobTimeoutMinutes: 90,
  idleMinutes: 3,
  warmMaxHours: 24,
  env: { HTTPS_PROXY: 'http://proxy.example:3128', PROMPT: '${user}' },
  nodeSelector: { 'example.com/nodes': 'large' },
  tolerations: [
    { key: 'example.com/nodes', value: 'large', effect: 'NoExecute' },
    { key: 'spare', operator: 'Exists' },
  ],
  keepFinishedMinutes: 30,
  keepSucceeded: 5,
  keepFailed: 20,
  podDisruptionBudget: true,
} as const;

const WARM = {
  warm: [{ agents: 2, days: ['mon', 'fri'], from: '07:30', to: '18:00', timeZone: 'Europe/Berlin' }, { agents: 1 }],
  anticipate: true,
} as const;

const COMMON = { name: 'team-a', location: 'northeurope', cluster: CLUSTER, monitoring: { queueMinutes: 20 } } as const;

const AGENT_POOLS = [
  { name: 'small', pool: 'aks', maxAgents: 20, pollingSeconds: 5, demands: ['size -equals small'], capabilities: { java: '21' }, ...POD },
  {
    name: 'large',
    pool: 'aks',
    maxAgents: 4,
    cpu: '6000m',
    memory: '20Gi',
    jobTimeoutMinutes: 360,
    demands: ['size -equals large', 'docker'],
  },
  { name: 'by-id', pool: 44 },
] as const;

const RUNNER_POOLS = [
  { name: 'gh-small', scaleSet: 'aks-small', labels: ['aks', 'small'], runnerGroup: 'Team A: web & API', maxRunners: 20, ...POD, ...WARM },
  { name: 'gh-large' },
] as const;

const APP = { kind: 'app', clientId: 'Iv23liAbCdEf0123456789', installationId: 12_345_678 } as const;

/** Configs that set every option of the Kubernetes part, and every kind of a union. */
export const DRAFTS: Readonly<Record<string, ConfigInput>> = {
  'agent pools with an identity': {
    ...COMMON,
    azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' }, parallelJobs: 'unlimited' },
    agentPools: AGENT_POOLS.map((entry) => ({ ...entry, ...WARM })),
  },
  "agent pools with KEDA's own scaler": {
    ...COMMON,
    keda: { version: '2.19.0', trigger: 'azure-pipelines' },
    image: { kind: 'reference', reference: 'example.azurecr.io/agent:1' },
    azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'pat', revision: 2, expiresOn: '2027-03-01' } },
    agentPools: AGENT_POOLS,
  },
  'runner pools with an App': {
    ...COMMON,
    keda: { version: NEWEST_KEDA_VERSION },
    gitHub: { url: 'https://github.com/contoso', auth: { ...APP, key: { kind: 'existing', secret: 'runner-key' } } },
    runnerImage: { kind: 'reference', reference: 'example.azurecr.io/runner:1' },
    runnerPools: RUNNER_POOLS,
  },
  'both kinds, with tokens': {
    ...COMMON,
    azureDevOps: {
      organizationUrl: 'https://dev.azure.com/example',
      auth: { kind: 'pat', token: { kind: 'existing', secret: 'agents-token' } },
      parallelJobs: 30,
    },
    gitHub: { url: 'https://github.com/contoso', auth: { kind: 'pat', token: { kind: 'variable', revision: 2 }, expiresOn: '2027-03-01' } },
    agentPools: [{ name: 'linux' }],
    runnerPools: RUNNER_POOLS,
  },
};
