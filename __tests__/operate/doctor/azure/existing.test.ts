import type { Check } from '../../../../operate/doctor/check';
import { azureRights } from '../../../../operate/doctor/checks/azure/azure-rights';
import { registryName } from '../../../../operate/doctor/checks/azure/registry-name';
import { registryRoles } from '../../../../operate/doctor/checks/azure/registry-roles';
import { resourceGroup } from '../../../../operate/doctor/checks/azure/resource-group';
import { resourceProviders } from '../../../../operate/doctor/checks/azure/resource-providers';
import type { DoctorContext } from '../../../../operate/doctor/context';
import { aConfig, type Draft } from '../../../support/builders';
import { aContext, arm, failing, type Outputs, SUBSCRIPTION } from '../support/workstation';

const OTHER = '00000000-0000-0000-0000-0000000000ee';
const ID = `/subscriptions/${OTHER}/resourceGroups/rg-images/providers/Microsoft.ContainerRegistry/registries/Contoso`;
const REGISTRY = { kind: 'existing', id: ID };
const GROUP = { kind: 'existing', name: 'rg-shared' };
const NOT_FOUND = failing('ERROR: (ResourceNotFound) The resource was not found.');
const SHOW = 'az acr show --name Contoso --resource-group rg-images';
const WHERE = `--subscription ${OTHER}`;
const PERMISSIONS = '/providers/Microsoft.Authorization/permissions';
const READER = [{ actions: ['*/read'], notActions: [] }];

const run = (check: Check<DoctorContext>, changes: Draft, outputs: Outputs = {}) =>
  check.run(aContext({ config: aConfig(changes), outputs }));

describe('the resource group', () => {
  const show = (location: string) => ({ 'az group show --name rg-shared': { location } });

  test('exists, in the location of the config', async () => {
    expect(await run(resourceGroup, { resourceGroup: GROUP }, show('westeurope'))).toEqual({
      status: 'pass',
      finding: 'rg-shared exists, in westeurope',
    });
    expect(await run(resourceGroup, {})).toEqual({ status: 'pass', finding: 'rg-pipelines is created by the deploy' });
  });

  test('is in another location', async () => {
    expect(await run(resourceGroup, { resourceGroup: GROUP }, show('northeurope'))).toEqual({
      status: 'warn',
      finding: 'rg-shared is in northeurope, and location is westeurope: what the deploy creates is in westeurope',
      advice: 'set location to northeurope, unless that is meant',
    });
  });

  test('does not exist', async () => {
    const gone = failing('ERROR: (ResourceGroupNotFound) Resource group could not be found.');
    expect(await run(resourceGroup, { resourceGroup: GROUP }, { 'az group show': gone })).toEqual({
      status: 'fail',
      finding: `resource group rg-shared does not exist in subscription ${SUBSCRIPTION}`,
      advice: 'correct resourceGroup.name',
    });
  });
});

describe('the registry', () => {
  test('exists in its own subscription, at the host of the images', async () => {
    const outputs = { [`${SHOW} ${WHERE}`]: { loginServer: 'contoso.azurecr.io' } };
    expect(await run(registryName, { registry: REGISTRY }, outputs)).toEqual({
      status: 'pass',
      finding: 'Contoso exists, at contoso.azurecr.io',
    });
  });

  test('has another host', async () => {
    const outputs = { [SHOW]: { loginServer: 'contoso-a1b2.azurecr.io' } };
    expect(await run(registryName, { registry: REGISTRY }, outputs)).toEqual({
      status: 'fail',
      finding: 'the host of Contoso is contoso-a1b2.azurecr.io, and images are named after contoso.azurecr.io',
      advice: 'set registry.loginServer to "contoso-a1b2.azurecr.io"',
    });
  });

  test('does not exist', async () => {
    expect(await run(registryName, { registry: REGISTRY }, { [SHOW]: NOT_FOUND })).toEqual({
      status: 'fail',
      finding: `registry ${ID} does not exist`,
      advice: 'correct registry.id: az acr show --name <registry> --query id',
    });
    await expect(run(registryRoles, { registry: REGISTRY }, { [SHOW]: NOT_FOUND })).rejects.toThrow('see the check "registry-name"');
  });

  test.each([
    ['rbac', '"LegacyRegistryPermissions"', 'Contoso: LegacyRegistryPermissions'],
    ['rbac', '', 'Contoso: no role assignment mode, so AcrPull counts'],
    ['abac', '"AbacRepositoryPermissions"', 'Contoso: AbacRepositoryPermissions'],
  ])('has the mode of the config: %s', async (roleAssignmentMode, output, finding) => {
    const outputs = { [`${SHOW} --query roleAssignmentMode ${WHERE}`]: output };
    expect(await run(registryRoles, { registry: { ...REGISTRY, roleAssignmentMode } }, outputs)).toEqual({ status: 'pass', finding });
  });

  test.each([
    ['rbac', 'AbacRepositoryPermissions', 'AcrPull', 'abac'],
    ['abac', 'LegacyRegistryPermissions', 'Container Registry Repository Reader', 'rbac'],
  ])('has not the mode of the config: %s', async (roleAssignmentMode, mode, role, real) => {
    expect(await run(registryRoles, { registry: { ...REGISTRY, roleAssignmentMode } }, { [SHOW]: `"${mode}"` })).toEqual({
      status: 'fail',
      finding: `Contoso: ${mode}, and registry.roleAssignmentMode is ${roleAssignmentMode}: nodes can't pull with the role ${role}`,
      advice: `set registry.roleAssignmentMode to '${real}'`,
    });
  });
});

describe('the rights', () => {
  const group = arm(`/resourceGroups/rg-shared${PERMISSIONS}`);
  const registry = `az rest --method get --url https://management.azure.com${ID}${PERMISSIONS} `;
  const all = [{ actions: ['*'], notActions: [] }];

  test('are needed in the group and on the registry, not in the subscription', async () => {
    const outputs = { [arm(PERMISSIONS)]: READER, [group]: all, [registry]: all };
    expect(await run(azureRights, { resourceGroup: GROUP, registry: REGISTRY }, outputs)).toEqual({
      status: 'pass',
      finding: [
        'Microsoft.ContainerService/managedClusters/write (resource group rg-shared)',
        'Microsoft.Authorization/roleAssignments/write (resource group rg-shared)',
        `Microsoft.ContainerRegistry/registries/scheduleRun/action (registry ${ID})`,
        `Microsoft.Authorization/roleAssignments/write (registry ${ID})`,
      ].join(', '),
    });
  });

  test('are missing on the registry', async () => {
    const outputs = { [group]: all, [registry]: READER };
    expect(await run(azureRights, { resourceGroup: GROUP, registry: REGISTRY }, outputs)).toEqual({
      status: 'fail',
      finding: `no right to Microsoft.ContainerRegistry/registries/scheduleRun/action, Microsoft.Authorization/roleAssignments/write on registry ${ID}`,
      advice: `ask an Owner of registry ${ID} for the role Contributor and User Access Administrator, such as: az role assignment create --assignee <you> --role "Contributor" --scope ${ID}`,
    });
  });

  test('to assign roles are not needed if somebody else does that', async () => {
    const contributor = [{ actions: ['*'], notActions: ['Microsoft.Authorization/*/Write'] }];
    const external = { roleAssignment: 'external' };
    const changes = { resourceGroup: { ...GROUP, ...external }, registry: { ...REGISTRY, ...external } };
    expect(await run(azureRights, changes, { [group]: contributor, [registry]: contributor })).toMatchObject({ status: 'pass' });
  });
});

test('resource providers that somebody else has to register', async () => {
  const outputs = { [arm('/providers')]: [] };
  expect(await run(resourceProviders, { resourceProviders: 'external' }, outputs)).toMatchObject({
    status: 'fail',
    finding: expect.stringMatching(/: not registered, and the deploy leaves that to somebody else$/),
    advice: expect.stringContaining('az provider register --namespace Microsoft.Compute --wait'),
  });
});
