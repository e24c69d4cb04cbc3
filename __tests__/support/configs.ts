import { NEWEST_KEDA_VERSION } from '../../config/keda-version';
import { parseConfig } from '../../config/parse';
import type { Config } from '../../config/types';
import { type Draft, withValue } from './builders';

/** A config with everything switched on that the shipped example leaves at its default. */
export function fullDraft(): Draft {
  return {
    name: 'team-a',
    location: 'northeurope',
    subscriptionId: '00000000-0000-0000-0000-00000000000a',
    tags: { owner: 'platform', 'cost centre': '${42}' },
    backend: { kind: 'azurerm', resourceGroupName: 'rg-state', storageAccountName: 'teamastate', containerName: 'tfstate' },
    cluster: {
      kind: 'create',
      kubernetesVersion: '1.35',
      skuTier: 'Standard',
      nodePool: { vmSize: 'Standard_D4s_v5', minNodes: 2, maxNodes: 4, osDiskType: 'Managed', osDiskSizeGb: 128, spot: false },
      agentNodePool: { vmSize: 'Standard_D8ds_v5', minNodes: 0, maxNodes: 12, osDiskType: 'Ephemeral', osDiskSizeGb: 256, spot: true },
      localAccounts: true,
      authorizedIpRanges: ['203.0.113.0/24', '198.51.100.7'],
      adminGroupObjectIds: ['00000000-0000-0000-0000-00000000000b'],
    },
    resourceProviders: 'register',
    resourceGroup: { kind: 'create' },
    registry: { kind: 'create', sku: 'Premium', name: 'TeamAImages' },
    image: { kind: 'build', buildArgs: { BASE_IMAGE: 'mirror.example/ubuntu:24.04', AGENT_URL: 'https://mirror.example/agent.tar.gz' } },
    keda: {
      kind: 'create',
      version: NEWEST_KEDA_VERSION,
      httpTimeoutSeconds: 30,
      chartRepository: 'oci://mirror.example/charts',
      imageRegistry: 'mirror.example/ghcr',
    },
    azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' }, parallelJobs: 'unlimited' },
    monitoring: {
      queueMinutes: 20,
      emails: ['team@example.com', 'on.call@example.com'],
      actionGroupIds: [
        '/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/rg-on-call/providers/Microsoft.Insights/actionGroups/on-call',
      ],
    },
    budget: { amount: 500, emails: ['team@example.com'], thresholds: [50, 100] },
    prices: {
      currency: 'EUR',
      date: '2026-11-01',
      vmHour: { Standard_D4s_v5: 0.2 },
      spotVmHour: { Standard_D8ds_v5: 0.05 },
      tierHour: { Standard: 0.09 },
      registryDay: { Premium: 1.5 },
      loadBalancerHour: 0.023,
      publicIpHour: 0.0046,
    },
    agentPools: [
      {
        name: 'small',
        pool: 'aks',
        maxAgents: 20,
        pollingSeconds: 5,
        cpu: '0.5',
        memory: '1.5Gi',
        workDisk: '30Gi',
        scratchDisk: '5Gi',
        egressNamespaces: ['nexus'],
        jobTimeoutMinutes: 90,
        idleMinutes: 3,
        warm: [{ agents: 2, days: ['mon', 'fri'], from: '07:30', to: '18:00', timeZone: 'Europe/Berlin' }],
        warmMaxHours: 24,
        anticipate: true,
        demands: ['size -equals small'],
        capabilities: { java: '21' },
        env: { HTTPS_PROXY: 'http://proxy.example:3128', PROMPT: '${user}' },
        keepFinishedMinutes: 30,
        keepSucceeded: 5,
        keepFailed: 20,
        podDisruptionBudget: true,
      },
      {
        name: 'large',
        pool: 'aks',
        maxAgents: 4,
        cpu: '6000m',
        memory: '20Gi',
        jobTimeoutMinutes: 360,
        demands: ['size -equals large', 'docker'],
        nodeSelector: { 'example.com/nodes': 'large' },
        tolerations: [
          { key: 'example.com/nodes', value: 'large' },
          { key: 'spare', operator: 'Exists', effect: 'NoExecute' },
        ],
      },
      { name: 'by-id', pool: 44 },
    ],
  };
}

/** A runner pool with every option. */
const RUNNER_POOL = {
  name: 'gh-small',
  scaleSet: 'aks-small',
  labels: ['aks', 'small'],
  runnerGroup: 'Team A: web & API',
  maxRunners: 20,
  cpu: '0.5',
  memory: '1.5Gi',
  workDisk: '30Gi',
  scratchDisk: '5Gi',
  egressNamespaces: ['nexus'],
  jobTimeoutMinutes: 90,
  idleMinutes: 3,
  warm: [{ agents: 2, days: ['mon', 'fri'], from: '07:30', to: '18:00', timeZone: 'Europe/Berlin' }],
  warmMaxHours: 24,
  anticipate: true,
  env: { HTTPS_PROXY: 'http://proxy.example:3128', PROMPT: '${user}' },
  nodeSelector: { 'example.com/nodes': 'large' },
  tolerations: [{ key: 'example.com/nodes', value: 'large', operator: 'Equal', effect: 'NoExecute' }],
  keepFinishedMinutes: 30,
  keepSucceeded: 5,
  keepFailed: 20,
  podDisruptionBudget: true,
};

/** `fullDraft` with one agent pool and one runner pool. */
function draftOfBoth(auth: Draft, runnerImage: Draft): Draft {
  return {
    ...fullDraft(),
    gitHub: { url: 'https://github.com/contoso', auth },
    runnerImage,
    agentPools: [{ name: 'linux' }],
    runnerPools: [structuredClone(RUNNER_POOL)],
  };
}

/** Drafts with both kinds of entries, one for each way to get the credential for GitHub. */
function draftsOfBoth(): readonly Draft[] {
  const buildArgs = { BASE_IMAGE: 'mirror.example/ubuntu:24.04', RUNNER_URL: 'https://mirror.example/runner.tar.gz' };
  const app = { kind: 'app', clientId: 'Iv23liAbCdEf0123456789', installationId: 12345 };
  const built = { kind: 'build', buildArgs };
  const referenced = { kind: 'reference', reference: 'example.azurecr.io/runner:1' };
  return [
    draftOfBoth({ ...app, key: { kind: 'variable', revision: 2 } }, built),
    draftOfBoth({ ...app, key: { kind: 'existing', secret: 'runner-key' } }, referenced),
    draftOfBoth({ kind: 'pat', token: { kind: 'variable', revision: 2 }, expiresOn: '2027-03-01' }, referenced),
    draftOfBoth({ kind: 'pat', token: { kind: 'existing', secret: 'runner-token' } }, referenced),
  ];
}

/** Drafts like `fullDraft`. Together they set every text option of the schema, and every kind of a union. */
export function draftsOfEveryKind(): readonly Draft[] {
  const changes: readonly (readonly (readonly [string, unknown])[])[] = [
    [
      ['cluster.deployerObjectId', '00000000-0000-0000-0000-00000000000c'],
      ['backend.subscriptionId', '00000000-0000-0000-0000-00000000000d'],
      ['backend.tenantId', '00000000-0000-0000-0000-00000000000e'],
      ['backend.keyPrefix', 'agents/'],
      [
        'names',
        {
          resourceGroup: 'rg-{name}-weu',
          cluster: 'aks_{name}',
          dnsPrefix: '{name}-{location}',
          nodeResourceGroup: 'rg-{name}-nodes',
          identity: 'id-{name}-weu',
          budget: 'cost-{name}',
          monitorWorkspace: 'metrics-{name}',
          dataCollection: 'dc-{name}',
          alerts: 'rules-{name}',
        },
      ],
    ],
    [
      ['backend', { kind: 'local' }],
      ['image', { kind: 'reference', reference: 'example.azurecr.io/agent:1' }],
      ['azureDevOps.auth', { kind: 'pat', revision: 2, expiresOn: '2027-03-01' }],
      ['keda.chartRepository', 'https://mirror.example/charts'],
      ['keda.trigger', 'azure-pipelines'],
      // Only the scaler has these.
      ['azureDevOps.parallelJobs', undefined],
      ['agentPools.0.warm', undefined],
      ['agentPools.0.warmMaxHours', undefined],
      ['agentPools.0.anticipate', undefined],
    ],
    [
      ['azureDevOps.auth', { kind: 'pat', token: { kind: 'existing', secret: 'agents-token' }, expiresOn: '2027-03-01' }],
      ['backend', { kind: 'other', type: 's3', config: { bucket: 'state', key: 'agents/{stack}.tfstate' } }],
    ],
    [['backend', { kind: 'cloud', organization: 'contoso', workspace: '{stack}', project: 'Agents', hostname: 'tfe.example' }]],
  ];
  const forAzureDevOps = changes.map((each) => each.reduce((draft, [path, value]) => withValue(draft, path, value), fullDraft()));
  return [...forAzureDevOps, ...draftsOfBoth(), existingDraft(), existingClusterDraft()];
}

/** `fullDraft` with a resource group, a registry and a KEDA that somebody else manages, and all that they do left to them. */
export function existingDraft(): Draft {
  const { agentPools, ...rest } = fullDraft();
  const onlyScaler = { warm: [], warmMaxHours: undefined, anticipate: false };
  return {
    ...rest,
    resourceProviders: 'external',
    resourceGroup: { kind: 'existing', name: 'rg-shared', roleAssignment: 'external' },
    registry: {
      kind: 'existing',
      id: '/subscriptions/00000000-0000-0000-0000-0000000000ee/resourceGroups/rg-images/providers/Microsoft.ContainerRegistry/registries/ContosoImages',
      loginServer: 'contosoimages-abc123.azurecr.io',
      roleAssignment: 'external',
      roleAssignmentMode: 'abac',
    },
    keda: { kind: 'existing', version: '2.19.0', trigger: 'azure-pipelines', namespace: 'kube-system', serviceAccount: 'keda-add-on' },
    azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } },
    agentPools: (agentPools as readonly Draft[]).map((entry) => ({ ...entry, ...onlyScaler })),
  };
}

/** The checked config of `fullDraft`. */
export function fullConfig(): Config {
  return parseConfig(fullDraft());
}

/** The example that ships with this project. Not agents.config.ts itself, which users change. */
export function exampleConfig(): Config {
  return parseConfig({
    name: 'pipelines',
    location: 'westeurope',
    azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation', auth: { kind: 'pat' } },
    agentPools: [{ name: 'linux', pool: 'aks-linux' }],
  });
}

/** Agents with a token on a cluster that somebody else manages, and with everything else of theirs: there is nothing but the agents stack. */
export function existingClusterDraft(): Draft {
  return {
    ...existingDraft(),
    cluster: {
      kind: 'existing',
      name: 'aks-shared',
      resourceGroup: 'rg-clusters',
      localAccounts: false,
      clusterRanges: ['10.1.0.0/16', '10.2.0.0/16'],
      apiServer: '10.2.0.1/32',
    },
    image: { kind: 'reference', reference: 'example.azurecr.io/agent:1' },
    azureDevOps: { organizationUrl: 'https://dev.azure.com/example' },
    monitoring: undefined,
    budget: undefined,
  };
}
