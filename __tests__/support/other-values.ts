import type { Draft } from './builders';

const ID = '00000000-0000-0000-0000-0000000000ff';

/**
 * Other values for each option than those in the drafts of `draftsOfEveryKind`. Options whose values the schema lists need
 * none. If parts of a value act separately, such as the keys and the values of a map, there is one value for each part.
 */
export const OTHER_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  name: ['team-b'],
  location: ['westeurope'],
  subscriptionId: [ID],
  tags: [{ owner: 'web' }, { team: 'web' }],

  'backend.subscriptionId': [ID],
  'backend.resourceGroupName': ['rg-other'],
  'backend.storageAccountName': ['otherstate'],
  'backend.containerName': ['other'],

  'cluster.kubernetesVersion': ['1.36'],
  'cluster.nodePool.vmSize': ['Standard_D8s_v5'],
  'cluster.nodePool.minNodes': [3],
  'cluster.nodePool.maxNodes': [5],
  'cluster.nodePool.osDiskSizeGb': [256],
  'cluster.nodePool.podPidLimit': [8192],
  'cluster.agentNodePool.vmSize': ['Standard_D16ds_v5'],
  'cluster.agentNodePool.minNodes': [1],
  'cluster.agentNodePool.maxNodes': [13],
  'cluster.agentNodePool.osDiskSizeGb': [128],
  'cluster.agentNodePool.podPidLimit': [8192],
  'cluster.authorizedIpRanges': [['203.0.113.0/24']],
  'cluster.adminGroupObjectIds': [[ID]],
  'cluster.deployerObjectId': [ID],

  'registry.name': ['OtherImages'],
  'image.buildArgs': [{ BASE_IMAGE: 'mirror.example/debian:12' }, { AGENT_URL: 'mirror.example/debian:12' }],
  'image.reference': ['example.azurecr.io/agent:2'],
  'keda.httpTimeoutSeconds': [31],
  'keda.chartRepository': ['oci://other.example/charts'],
  'keda.imageRegistry': ['other.example/ghcr'],

  'azureDevOps.organizationUrl': ['https://dev.azure.com/other'],
  'azureDevOps.parallelJobs': ['bought', 3],
  'azureDevOps.auth.revision': [3],
  'azureDevOps.auth.expiresOn': ['2027-04-01'],

  'monitoring.queueMinutes': [21],
  'monitoring.emails': [['other@example.com']],
  'monitoring.actionGroupIds': [[`/subscriptions/${ID}/resourceGroups/rg-on-call/providers/Microsoft.Insights/actionGroups/other`]],
  'budget.amount': [501],
  'budget.emails': [['other@example.com']],
  'budget.thresholds': [[60]],

  'prices.currency': ['USD'],
  'prices.date': ['2026-12-01'],
  'prices.vmHour': [{ Standard_D4s_v5: 0.3 }, { Standard_D8s_v5: 0.3 }],
  'prices.spotVmHour': [{ Standard_D8ds_v5: 0.5 }, { Standard_D4s_v5: 0.5 }],
  'prices.tierHour': [{ Standard: 0.1 }, { Premium: 0.1 }],
  'prices.registryDay': [{ Premium: 1.6 }, { Basic: 1.6 }],
  'prices.loadBalancerHour': [0.03],
  'prices.publicIpHour': [0.01],

  'agentPools[].name': ['tiny'],
  'agentPools[].pool': ['other', 45],
  'agentPools[].maxAgents': [21],
  'agentPools[].pollingSeconds': [6],
  'agentPools[].cpu': ['0.6'],
  'agentPools[].memory': ['1Gi'],
  'agentPools[].workDisk': ['31Gi'],
  'agentPools[].scratchDisk': ['6Gi'],
  'agentPools[].jobTimeoutMinutes': [91],
  'agentPools[].idleMinutes': [4],
  'agentPools[].demands': [['size -equals tiny'], ['scale -equals tiny']],
  'agentPools[].capabilities': [{ java: '25' }, { node: '25' }],
  'agentPools[].env': [{ PROMPT: 'a' }, { GREETING: 'a' }],
  'agentPools[].nodeSelector': [{ disk: 'fast' }, { network: 'fast' }],
  'agentPools[].tolerations[].key': ['example.com/other'],
  'agentPools[].tolerations[].value': ['other'],
  'agentPools[].egressNamespaces': [['cache']],
  'agentPools[].warm[].agents': [3],
  'agentPools[].warm[].days': [['tue']],
  'agentPools[].warm[].from': ['08:30'],
  'agentPools[].warm[].to': ['19:00'],
  'agentPools[].warm[].timeZone': ['America/New_York'],
  'agentPools[].warmMaxHours': [13],
  'agentPools[].keepFinishedMinutes': [31],
  'agentPools[].keepSucceeded': [6],
  'agentPools[].keepFailed': [21],
};

/** The values that other options of the same group need, so that every value of an option is valid. Undefined leaves an option out. */
export const NEIGHBOURS: Readonly<Record<string, Draft>> = {
  'cluster.nodePool.osDiskType': { vmSize: 'Standard_D4ds_v5' },
  'agentPools[].tolerations[].operator': { value: undefined },
};
