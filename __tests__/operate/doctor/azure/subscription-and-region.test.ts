import type { Check } from '../../../../operate/doctor/check';
import { azureRights } from '../../../../operate/doctor/checks/azure/azure-rights';
import { kubernetesVersion } from '../../../../operate/doctor/checks/azure/kubernetes-version';
import { osDisks } from '../../../../operate/doctor/checks/azure/os-disks';
import { registryName } from '../../../../operate/doctor/checks/azure/registry-name';
import { resourceProviders } from '../../../../operate/doctor/checks/azure/resource-providers';
import { subscription } from '../../../../operate/doctor/checks/azure/subscription';
import { vcpuQuota } from '../../../../operate/doctor/checks/azure/vcpu-quota';
import { vmArchitecture } from '../../../../operate/doctor/checks/azure/vm-architecture';
import { vmSizeForAks } from '../../../../operate/doctor/checks/azure/vm-size-for-aks';
import { vmSizes } from '../../../../operate/doctor/checks/azure/vm-sizes';
import type { DoctorContext } from '../../../../operate/doctor/context';
import { Unmet } from '../../../../operate/doctor/outcome';
import { aConfig } from '../../../support/builders';
import { aContext, arm, aSku, aUsage, failing, missing, type Outputs, SUBSCRIPTION } from '../support/workstation';

const REGISTRY = aContext().names.registry;
const OTHER_SIZE = 'choose another size: az vm list-skus --location westeurope --resource-type virtualMachines --output table';
const SEE_PORTAL = 'see the reason in https://portal.azure.com, Subscriptions';
const SKUS = arm('/providers/Microsoft.Compute/skus');
const PERMISSIONS = arm('/providers/Microsoft.Authorization/permissions');

test.each<[Check<DoctorContext>, string]>([
  [subscription, `Team A (${SUBSCRIPTION})`],
  [
    azureRights,
    'Microsoft.Resources/subscriptions/resourceGroups/write, Microsoft.ContainerService/managedClusters/write, Microsoft.ContainerRegistry/registries/write, Microsoft.Authorization/roleAssignments/write',
  ],
  [
    resourceProviders,
    'Microsoft.Compute, Microsoft.ContainerRegistry, Microsoft.ContainerService, Microsoft.ManagedIdentity, Microsoft.Network: registered',
  ],
  [vmSizes, 'Standard_D2ds_v5 in westeurope, zones 1, 2, 3'],
  [vmSizeForAks, 'cluster.nodePool.vmSize Standard_D2ds_v5: 2 vCPUs, 8 GiB'],
  [vmArchitecture, 'all sizes have processors of the kind x64'],
  [osDisks, 'cluster.nodePool.osDiskSizeGb 64 on Standard_D2ds_v5, which has a temporary disk of 75 GiB'],
  [kubernetesVersion, '1.36 in westeurope, supported until 2027-06-30'],
  [vcpuQuota, 'Total Regional vCPUs: 6 needed, 6 of 10 free; Standard DDSv5 Family vCPUs: 6 needed, 6 of 10 free'],
  [registryName, `${REGISTRY} is free`],
])('in a subscription without problems it passes: %#', async (check, finding) => {
  expect(await check.run(aContext())).toEqual({ status: 'pass', finding });
});

const notRegistered = [{ namespace: 'microsoft.compute', registrationState: 'Registered' }];
const four = ['ContainerRegistry', 'ContainerService', 'ManagedIdentity', 'Network'].map((name) => `Microsoft.${name}`);
const register = four.map((name) => `az provider register --namespace ${name} --wait`).join(' && ');
const unknown = four.map((name) => `${name} (unknown)`).join(', ');
const contributor = [{ actions: ['*'], notActions: ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write'] }];
const role = (name: string) =>
  `ask an Owner of the subscription for the role ${name}, such as: az role assignment create --assignee <you> --role "${name.split(' and ')[0]}" --scope /subscriptions/${SUBSCRIPTION}`;

test.each<[string, Check<DoctorContext>, Outputs, string, string, string]>([
  [
    'a disabled subscription',
    subscription,
    { [arm('')]: { displayName: 'Team A', state: 'Disabled' } },
    'fail',
    `Team A (${SUBSCRIPTION}) is in the state Disabled`,
    SEE_PORTAL,
  ],
  [
    'a subscription in which nothing can be made',
    subscription,
    { [arm('')]: { displayName: 'Team A', state: 'Warned' } },
    'fail',
    `Team A (${SUBSCRIPTION}) is in the state Warned`,
    SEE_PORTAL,
  ],
  [
    'a subscription with a payment to be made',
    subscription,
    { [arm('')]: { displayName: 'Team A', state: 'PastDue' } },
    'warn',
    `Team A (${SUBSCRIPTION}) is in the state PastDue: it accepts deploys until Azure disables it`,
    SEE_PORTAL,
  ],
  [
    'a subscription of others',
    subscription,
    { [arm('')]: failing('ERROR: Not Found({"error":{"code":"SubscriptionNotFound"}})') },
    'fail',
    `subscription ${SUBSCRIPTION} can't be read: Not Found({"error":{"code":"SubscriptionNotFound"}})`,
    'check its id with az account list --output table, and sign in to its tenant: az login --tenant <tenant>',
  ],
  [
    'an Azure CLI that is set to another subscription',
    subscription,
    { 'az account show': { id: 'other', name: 'Team B', tenantId: 'tenant', user: { name: 'ada@example.com', type: 'user' } } },
    'fail',
    `the Azure CLI is set to subscription "Team B" (other), and the deployment is for ${SUBSCRIPTION}`,
    `run az account set --subscription ${SUBSCRIPTION}, or change subscriptionId in the config or ARM_SUBSCRIPTION_ID`,
  ],
  [
    'a Contributor',
    azureRights,
    { [PERMISSIONS]: contributor },
    'fail',
    `no right to Microsoft.Authorization/roleAssignments/write in subscription ${SUBSCRIPTION}`,
    role('User Access Administrator'),
  ],
  [
    'providers that are registered by the deploy',
    resourceProviders,
    { [arm('/providers')]: notRegistered },
    'warn',
    `${unknown}: not registered; the deploy registers them, which takes minutes`,
    register,
  ],
  [
    'providers that the deploy cannot register',
    resourceProviders,
    { [arm('/providers')]: notRegistered, [PERMISSIONS]: [{ actions: ['*/read'], notActions: [] }] },
    'fail',
    `${unknown}: not registered, and you have no right to register them`,
    `ask a Contributor of the subscription to run ${register}`,
  ],
  [
    'a size that is not offered',
    vmSizes,
    { [SKUS]: [] },
    'fail',
    'cluster.nodePool.vmSize Standard_D2ds_v5 is not offered in westeurope',
    OTHER_SIZE,
  ],
  [
    'a size that is closed',
    vmSizes,
    { [SKUS]: [aSku('Standard_D2ds_v5', { restrictions: [{ type: 'Location', reasonCode: 'NotAvailableForSubscription' }] })] },
    'fail',
    'cluster.nodePool.vmSize Standard_D2ds_v5 is closed to the subscription in westeurope (NotAvailableForSubscription)',
    OTHER_SIZE,
  ],
  [
    'a size without a local disk',
    vmSizes,
    { [SKUS]: [aSku('Standard_D2ds_v5', { capabilities: [{ name: 'EphemeralOSDiskSupported', value: 'False' }] })] },
    'fail',
    "cluster.nodePool.vmSize Standard_D2ds_v5 can't hold an ephemeral OS disk, and cluster.nodePool.osDiskType is Ephemeral",
    OTHER_SIZE,
  ],
  [
    'a size of which all zones are closed',
    vmSizes,
    { [SKUS]: [aSku('Standard_D2ds_v5', { restrictions: [{ type: 'Zone', restrictionInfo: { zones: ['1', '2', '3'] } }] })] },
    'warn',
    'Standard_D2ds_v5 in westeurope, zones none: every zone is closed to the subscription',
    OTHER_SIZE,
  ],
  [
    'a small quota of the family',
    vcpuQuota,
    {
      'az vm list-usage': [
        aUsage('cores', 'Total Regional vCPUs', 4, 10),
        aUsage('standardDDSv5Family', 'Standard DDSv5 Family vCPUs', 5, 10),
      ],
    },
    'fail',
    'Standard DDSv5 Family vCPUs in westeurope: 6 needed for the most nodes, 5 of 10 free',
    'ask for more in https://portal.azure.com, Quotas, Compute, or lower maxNodes; az vm list-usage --location westeurope --output table shows the quotas',
  ],
  [
    "another's registry",
    registryName,
    { 'az acr check-name': { nameAvailable: false, reason: 'AlreadyExists', message: 'The registry is already in use.' } },
    'fail',
    `${REGISTRY} can't be used: The registry is already in use.`,
    'set registry.name to another name',
  ],
  [
    'a registry of another deployment',
    registryName,
    {
      'az acr check-name': { nameAvailable: false, reason: 'AlreadyExists', message: null },
      'az acr list': [{ name: REGISTRY, resourceGroup: 'rg-other' }],
    },
    'fail',
    `${REGISTRY} can't be used: AlreadyExists, in resource group rg-other`,
    'set registry.name to another name',
  ],
])('%s is reported', async (_, check, outputs, status, finding, advice) => {
  expect(await check.run(aContext({ outputs }))).toEqual({ status, finding, advice });
});

test('no subscription is named', async () => {
  expect(await subscription.run(aContext({ environment: { ARM_SUBSCRIPTION_ID: '' } }))).toEqual({
    status: 'fail',
    finding: 'no subscription is named',
    advice: 'set subscriptionId in the config, or export ARM_SUBSCRIPTION_ID=$(az account show --query id --output tsv)',
  });
});

test('closed zones are left out', async () => {
  const restrictions = [
    { type: 'Zone', reasonCode: 'NotAvailableForSubscription', restrictionInfo: { locations: ['westeurope'], zones: ['2'] } },
  ];
  expect(await vmSizes.run(aContext({ outputs: { [SKUS]: [aSku('Standard_D2ds_v5', { restrictions })] } }))).toEqual({
    status: 'pass',
    finding: 'Standard_D2ds_v5 in westeurope, zones 1, 3',
  });
});

test('vCPUs that the deployment uses already count as free, and spot nodes count against their own quota', async () => {
  const config = aConfig({ cluster: { agentNodePool: { spot: true, maxNodes: 2 } } });
  const outputs = {
    [SKUS]: [aSku('Standard_D2ds_v5'), aSku('Standard_D4ds_v5')],
    'az aks show': [
      { size: 'Standard_D2ds_v5', count: 2, spot: false },
      { size: 'Standard_D4ds_v5', count: 1, spot: true },
      { size: 'Standard_gone', count: 9, spot: false },
    ],
    'az vm list-usage': [
      aUsage('cores', 'Total Regional vCPUs', 8, 10),
      aUsage('lowPriorityCores', 'Total Regional Low-priority vCPUs', 4, 8),
      aUsage('standardDDSv5Family', 'Standard DDSv5 Family vCPUs', 8, 10),
    ],
  };
  expect(await vcpuQuota.run(aContext({ config, outputs }))).toEqual({
    status: 'pass',
    finding:
      'Total Regional vCPUs: 6 needed, 6 of 10 free; Standard DDSv5 Family vCPUs: 6 needed, 6 of 10 free; Total Regional Low-priority vCPUs: 8 needed, 8 of 8 free',
  });
});

test("this deployment's own registry", async () => {
  const outputs = {
    'az acr check-name': { nameAvailable: false, reason: 'AlreadyExists' },
    'az acr list': [{ name: REGISTRY, resourceGroup: 'RG-Pipelines' }],
  };
  expect(await registryName.run(aContext({ outputs }))).toEqual({ status: 'pass', finding: `${REGISTRY} belongs to this deployment` });
});

test.each([subscription, azureRights, resourceProviders, vmSizes, vcpuQuota, registryName].map((check) => [check.id, check] as const))(
  '%s is skipped without a sign-in',
  async (_, check) => {
    const outputs = { 'az account show': failing("ERROR: Please run 'az login' to setup account.") };
    await expect(check.run(aContext({ outputs }))).rejects.toThrow(
      new Unmet('the Azure CLI is not signed in, see the check "azure-sign-in"'),
    );
    await expect(check.run(aContext({ outputs: { 'az account show': missing() } }))).rejects.toThrow(
      new Unmet('the Azure CLI is missing, see the check "azure-cli"'),
    );
  },
);
