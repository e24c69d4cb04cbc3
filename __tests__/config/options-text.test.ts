import { KEDA_VERSIONS, NEWEST_KEDA_VERSION } from '../../config/keda-version';
import { aDraft, problemsOf, withValue } from '../support/builders';

const vmSize = (value: string) => [
  `must be the name of an Azure VM size, like Standard_D2ds_v5, got "${value}": list the sizes of a region with: az vm list-sizes --location <location>`,
];
const longest = (length: number) => 'a'.repeat(length);

/** Each text option: a valid value at its bound, an invalid one, and the message. */
test.each([
  [
    'name',
    longest(24),
    longest(25),
    'must be 1 to 24 lower-case letters, digits and "-", starting with a letter and not ending in "-"',
    'choose a short name, like pipelines',
  ],
  [
    'name',
    'a',
    '',
    'must be 1 to 24 lower-case letters, digits and "-", starting with a letter and not ending in "-"',
    'choose a short name, like pipelines',
  ],
  [
    'name',
    'a-1',
    'a-',
    'must be 1 to 24 lower-case letters, digits and "-", starting with a letter and not ending in "-"',
    'choose a short name, like pipelines',
  ],
  [
    'name',
    'team',
    'Team',
    'must be 1 to 24 lower-case letters, digits and "-", starting with a letter and not ending in "-"',
    'choose a short name, like pipelines',
  ],
  [
    'location',
    'westeurope',
    'West Europe',
    'must be the name of an Azure region in lower case without spaces, like westeurope',
    'list them with: az account list-locations --query "[].name"',
  ],
  [
    'cluster.deployerObjectId',
    '00000000-0000-0000-0000-000000000001',
    'deployer',
    'must be an object id (a GUID)',
    'find it with: az ad sp show --id <client id> --query id',
  ],
  [
    'subscriptionId',
    '00000000-0000-0000-0000-000000000001',
    'my subscription',
    'must be a subscription id (a GUID)',
    'find it with: az account show --query id',
  ],
  ['backend.kind', 'local', 's3', 'must be local, azurerm, cloud or other', 'choose one of the four'],
  ['registry.name', longest(5), longest(4), 'must be 5 to 50 letters and digits', 'leave it out, and a name is derived'],
  ['registry.name', longest(50), longest(51), 'must be 5 to 50 letters and digits', 'leave it out, and a name is derived'],
  ['registry.name', 'images1', 'team-images', 'must be 5 to 50 letters and digits', 'leave it out, and a name is derived'],
  ['registry.sku', 'Premium', 'premium', 'must be one of Basic, Standard, Premium', 'Basic is enough for a few agent images'],
  [
    'cluster.kubernetesVersion',
    '1.33',
    '1.32',
    'must be a minor version from 1.33 on, like "1.36"',
    'leave the patch out; list what AKS offers with: az aks get-versions --location <location>',
  ],
  [
    'cluster.kubernetesVersion',
    '1.40',
    '1.36.3',
    'must be a minor version from 1.33 on, like "1.36"',
    'leave the patch out; list what AKS offers with: az aks get-versions --location <location>',
  ],
  ['cluster.skuTier', 'Standard', 'Paid', 'must be one of Free, Standard, Premium', 'Free costs nothing, Standard and Premium have an SLA'],
  [
    'cluster.nodePool.vmSize',
    'Standard_NC24ads_A100_v4',
    'D2ds_v5',
    vmSize('D2ds_v5')[0]?.split(', got')[0],
    'list the sizes of a region with: az vm list-sizes --location <location>',
  ],
  ['image.kind', 'build', 'dockerhub', 'must be build or reference', 'choose one of the two'],
  [
    'keda.version',
    NEWEST_KEDA_VERSION,
    '2.17.2',
    `must be a version whose scaling strategy is known: ${Object.keys(KEDA_VERSIONS).join(', ')}`,
    'use one of these, or add a version and its strategy to config/keda-version.ts',
  ],
  [
    'keda.chartRepository',
    'oci://example.azurecr.io/charts',
    'https://charts.example/',
    'must be an https://, http:// or oci:// URL without a user name and without a trailing slash',
    'give the address of a mirror of the kedacore charts',
  ],
  [
    'keda.imageRegistry',
    'mirror.example:5000/ghcr',
    'https://mirror.example',
    'must be the host of a registry, with an optional path',
    'give it without https:// and without a trailing slash',
  ],
  ['azureDevOps.auth.kind', 'workloadIdentity', 'password', 'must be pat or workloadIdentity', 'choose one of the two'],
  [
    'agentPools.0.name',
    longest(40),
    longest(41),
    'must be 1 to 40 lower-case letters, digits and "-", with a letter or digit at both ends',
    'choose a short name, like linux',
  ],
  [
    'agentPools.0.pool',
    'Team A',
    'Team/A',
    'must be the name of an agent pool, or its id as a number',
    'find both in Azure DevOps under Organization settings, Agent pools',
  ],
  [
    'agentPools.0.pool',
    1,
    0,
    'must be the name of an agent pool, or its id as a number',
    'find both in Azure DevOps under Organization settings, Agent pools',
  ],
  [
    'agentPools.0.cpu',
    '1.5',
    '1.5 cores',
    'must be a CPU quantity: "500m", "2" or "1.5"',
    'write cores, or thousandths of a core with "m"',
  ],
  [
    'agentPools.0.memory',
    '512Mi',
    '512MB',
    'must be a memory quantity: "2Gi", "512Mi" or "2G"',
    'write bytes with a suffix such as Mi or Gi',
  ],
  ['agentPools.0.workDisk', '20Gi', '20 Gi', 'must be a quantity of bytes: "20Gi" or "500Mi"', 'write bytes with a suffix such as Gi'],
  ['agentPools.0.scratchDisk', '20Gi', '20 Gi', 'must be a quantity of bytes: "20Gi" or "500Mi"', 'write bytes with a suffix such as Gi'],
  ['agentPools.0.podDisruptionBudget', true, 'true', 'must be true or false', 'write it without quotes: true'],
])('%s accepts %j and rejects %j', (path, good, bad, rule, remedy) => {
  const shown = path.replace(/\.(\d+)\./, '[$1].');
  expect(problemsOf(withValue(aDraft({ name: 'a' }), path, good))).toEqual([]);
  expect(problemsOf(withValue(aDraft({ name: 'a' }), path, bad))).toEqual([`${shown} ${rule}, got ${JSON.stringify(bad)}: ${remedy}`]);
});

test.each([
  [
    'cluster.authorizedIpRanges',
    '203.0.113.0/24',
    '203.0.113.0/33',
    'must be an IPv4 address or CIDR range, like 203.0.113.0/24',
    'write an address, or an address and a prefix length from 0 to 32',
  ],
  [
    'cluster.authorizedIpRanges',
    '203.0.113.7',
    '203.0.113',
    'must be an IPv4 address or CIDR range, like 203.0.113.0/24',
    'write an address, or an address and a prefix length from 0 to 32',
  ],
  [
    'cluster.adminGroupObjectIds',
    '00000000-0000-0000-0000-000000000001',
    'platform',
    'must be an object id (a GUID)',
    'find it with: az ad group show --group <name> --query id',
  ],
  [
    'agentPools.0.demands',
    'java -equals 21',
    'java=21',
    'must be a demand: "name" or "name -equals value", without commas, and not on Agent.* or InteractiveSession, which all agents have',
    'write it as in the pipeline\'s "demands:"',
  ],
  [
    'agentPools.0.demands',
    'gpu',
    'gpu,arm',
    'must be a demand: "name" or "name -equals value", without commas, and not on Agent.* or InteractiveSession, which all agents have',
    'write it as in the pipeline\'s "demands:"',
  ],
])('an item of %s may be %j but not %j', (path, good, bad, rule, remedy) => {
  const shown = path.replace(/\.(\d+)\./, '[$1].');
  expect(problemsOf(withValue(aDraft(), path, [good]))).toEqual([]);
  expect(problemsOf(withValue(aDraft(), path, [bad]))).toEqual([`${shown}[0] ${rule}, got ${JSON.stringify(bad)}: ${remedy}`]);
});

test.each([
  [
    'tags',
    'cost centre',
    'a<b',
    '["a<b"]',
    'must be 1 to 512 characters, none of < > % & \\ ? /',
    'Azure rejects these in the name of a tag',
  ],
  [
    'agentPools.0.env',
    'HTTP_PROXY',
    'HTTP-PROXY',
    '["HTTP-PROXY"]',
    'must be the name of a variable: up to 255 letters, digits and "_"',
    'start it with a letter or "_"',
  ],
  [
    'agentPools.0.capabilities',
    'java.21',
    'java 21',
    '["java 21"]',
    'must be the name of a capability: up to 255 letters, digits, "_", "." and "-", and not Agent.* or InteractiveSession, which the agent sets',
    'start it with a letter',
  ],
  [
    'agentPools.0.nodeSelector',
    'kubernetes.io/arch',
    '-arch',
    '["-arch"]',
    'must be a label key: up to 63 letters, digits, "-", "_" and ".", with an optional DNS prefix',
    'compare with: kubectl get nodes --show-labels',
  ],
])('a key of %s may be %j but not %j', (path, good, bad, end, rule, remedy) => {
  const shown = path.replace(/\.(\d+)\./, '[$1].');
  expect(problemsOf(withValue(aDraft(), path, { [good]: 'x' }))).toEqual([]);
  expect(problemsOf(withValue(aDraft(), path, { [bad]: 'x' }))).toEqual([`${shown}${end} ${rule}, got "${bad}": ${remedy}`]);
});

test('egressNamespaces accepts only names of namespaces', () => {
  expect(problemsOf(aDraft({ agentPools: [{ name: 'linux', egressNamespaces: ['nexus'] }] }))).toEqual([]);
  expect(problemsOf(aDraft({ agentPools: [{ name: 'linux', egressNamespaces: ['nexus', 'Build Cache'] }] }))).toEqual([
    'agentPools[0].egressNamespaces[1] must be the name of a namespace: 1 to 63 lower-case letters, digits and "-", got "Build Cache": compare with: kubectl get namespaces',
  ]);
});
