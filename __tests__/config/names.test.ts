import { NAME_FORMS } from '../../config/name-patterns';
import { deriveNames, namesOf } from '../../config/names';
import { aConfig, aGitHubConfig } from '../support/builders';

const source = { name: 'team-a', location: 'westeurope', organizationUrl: 'https://dev.azure.com/example' };

test('no name changes, because a new name would replace the resource', () => {
  expect(deriveNames(source)).toEqual({
    resourceGroup: 'rg-team-a',
    cluster: 'aks-team-a',
    clusterResourceGroup: 'rg-team-a',
    dnsPrefix: 'team-a',
    nodeResourceGroup: undefined,
    registry: 'acrteamaa8c6c352',
    registryLoginServer: 'acrteamaa8c6c352.azurecr.io',
    identity: 'id-team-a',
    budget: 'budget-team-a',
    monitorWorkspace: 'amw-team-a',
    dataCollection: 'prometheus-team-a',
    alerts: 'alerts-team-a',
    stacks: { platform: 'team-a-platform', image: 'team-a-image', keda: 'team-a-keda', agents: 'team-a-agents' },
    agentsNamespace: 'team-a-agents',
  });
});

test.each([
  ['location', { ...source, location: 'northeurope' }],
  ['organisation', { ...source, organizationUrl: 'https://dev.azure.com/other' }],
])('the derived name of a registry depends on %s', (_, other) => {
  expect(deriveNames(other).registry).not.toBe(deriveNames(source).registry);
});

test('the case of the organisation does not change the name of the registry', () => {
  expect(deriveNames({ ...source, organizationUrl: 'https://dev.azure.com/Example' }).registry).toBe(deriveNames(source).registry);
});

test('the longest deployment name still gives names that Azure accepts', () => {
  const names = deriveNames({ ...source, name: 'a'.repeat(24) });
  expect(names.registry).toMatch(/^[a-z0-9]{5,50}$/);
  expect(names.cluster.length).toBeLessThanOrEqual(63);
});

test('patterns of the config give the names', () => {
  const names = { resourceGroup: 'RG_{name}.{location}', cluster: '{location}-{name}', nodeResourceGroup: 'rg-{name}-{name}-nodes' };
  expect(namesOf(aConfig({ names }))).toEqual({
    ...namesOf(aConfig()),
    resourceGroup: 'RG_pipelines.westeurope',
    clusterResourceGroup: 'RG_pipelines.westeurope',
    cluster: 'westeurope-pipelines',
    nodeResourceGroup: 'rg-pipelines-pipelines-nodes',
  });
});

test('the patterns by default give names that Azure accepts, for the shortest and the longest name of a deployment', () => {
  for (const name of ['a', 'a'.repeat(24)]) {
    const names = deriveNames({ ...source, name });
    for (const resource of [
      'resourceGroup',
      'cluster',
      'dnsPrefix',
      'identity',
      'budget',
      'monitorWorkspace',
      'dataCollection',
      'alerts',
    ] as const)
      expect(names[resource]).toMatch(NAME_FORMS[resource].form);
  }
});

test('a registry name from the config is used unchanged, and its login server is in lower case', () => {
  expect(namesOf(aConfig({ registry: { name: 'TeamImages' } }))).toMatchObject({
    registry: 'TeamImages',
    registryLoginServer: 'teamimages.azurecr.io',
  });
});

test('with runner pools alone, the derived name of a registry depends on the URL in GitHub, without regard to case', () => {
  const registryAt = (url: string) => namesOf(aGitHubConfig({ gitHub: { url } })).registry;
  expect(registryAt('https://github.com/contoso')).toBe('acrpipelinesb3524f6f');
  expect(registryAt('https://github.com/Contoso')).toBe(registryAt('https://github.com/contoso'));
  expect(registryAt('https://github.com/fabrikam')).not.toBe(registryAt('https://github.com/contoso'));
});

test('runner pools do not change the name of a registry that agent pools have', () => {
  const both = aConfig({ gitHub: { url: 'https://github.com/contoso' }, runnerPools: [{ name: 'gh-linux' }] });
  expect(namesOf(both)).toEqual(namesOf(aConfig()));
});

describe('what exists keeps its names', () => {
  const id =
    '/subscriptions/00000000-0000-0000-0000-0000000000ee/resourceGroups/rg-images/providers/Microsoft.ContainerRegistry/registries/Contoso';

  test('a resource group and a registry', () => {
    const resourceGroup = { kind: 'existing', name: 'rg-shared' };
    expect(namesOf(aConfig({ resourceGroup, registry: { kind: 'existing', id } }))).toMatchObject({
      resourceGroup: 'rg-shared',
      registry: 'Contoso',
      registryLoginServer: 'contoso.azurecr.io',
      cluster: 'aks-pipelines',
    });
  });

  test('a cluster, which has a resource group of its own', () => {
    const cluster = { kind: 'existing', name: 'aks-shared', resourceGroup: 'rg-clusters' };
    expect(namesOf(aConfig({ cluster }))).toMatchObject({
      cluster: 'aks-shared',
      clusterResourceGroup: 'rg-clusters',
      resourceGroup: 'rg-pipelines',
    });
  });

  test('a registry whose host is not its name', () => {
    const loginServer = 'contoso-a1b2.azurecr.io';
    expect(namesOf(aConfig({ registry: { kind: 'existing', id, loginServer } })).registryLoginServer).toBe(loginServer);
  });
});
