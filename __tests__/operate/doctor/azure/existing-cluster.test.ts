import type { Check } from '../../../../operate/doctor/check';
import { azureRights } from '../../../../operate/doctor/checks/azure/azure-rights';
import { existingCluster } from '../../../../operate/doctor/checks/azure/existing-cluster';
import { kubernetesUpgrade } from '../../../../operate/doctor/checks/azure/kubernetes-upgrade';
import { kubernetesVersion } from '../../../../operate/doctor/checks/azure/kubernetes-version';
import { osDisks } from '../../../../operate/doctor/checks/azure/os-disks';
import { vcpuQuota } from '../../../../operate/doctor/checks/azure/vcpu-quota';
import { vmArchitecture } from '../../../../operate/doctor/checks/azure/vm-architecture';
import { vmSizeForAks } from '../../../../operate/doctor/checks/azure/vm-size-for-aks';
import { vmSizes } from '../../../../operate/doctor/checks/azure/vm-sizes';
import { kubectl } from '../../../../operate/doctor/checks/machine/kubectl';
import type { DoctorContext } from '../../../../operate/doctor/context';
import { aConfig, type Draft } from '../../../support/builders';
import { aContext, arm, failing, SUBSCRIPTION } from '../support/workstation';

const CLUSTER = { kind: 'existing', name: 'aks-shared', resourceGroup: 'rg-clusters' };
const WELL = {
  version: '1.36.2',
  issuer: true,
  workloadIdentity: true,
  addOn: null,
  policy: 'cilium',
  pods: '10.244.0.0/16',
  services: '10.0.0.0/16',
};

const examine = (found: object, changes: Draft = {}) =>
  existingCluster.run(
    aContext({
      config: aConfig({ cluster: CLUSTER, ...changes }),
      outputs: { 'az aks show --resource-group rg-clusters --name aks-shared': { ...WELL, ...found } },
    }),
  );

test('a cluster that has everything', async () => {
  expect(await examine({})).toEqual({ status: 'pass', finding: 'aks-shared runs 1.36.2, with network policies by cilium' });
});

test('a cluster that does not exist, and one that the deploy creates', async () => {
  const outputs = { 'az aks show': failing('ERROR: (ResourceNotFound) The resource was not found.') };
  expect(await existingCluster.run(aContext({ config: aConfig({ cluster: CLUSTER }), outputs }))).toMatchObject({
    status: 'fail',
    finding: 'cluster aks-shared does not exist in resource group rg-clusters',
  });
  expect(await existingCluster.run(aContext({ outputs }))).toEqual({ status: 'pass', finding: 'the deploy creates the cluster' });
});

const azureDevOps = { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } };

test.each<[string, object, Draft, string]>([
  ['an old version', { version: '1.32.9' }, {}, 'aks-shared runs 1.32.9, without stable native sidecars'],
  ['no network policies', { policy: null }, {}, 'aks-shared has no engine for network policies'],
  ['network policies that are off', { policy: 'none' }, {}, 'aks-shared has no engine for network policies'],
  ['other addresses', { pods: '10.9.0.0/16' }, {}, 'the cluster uses 10.9.0.0/16, which cluster.clusterRanges does not have'],
  ['the add-on', { addOn: true }, {}, 'the cluster has the KEDA add-on of AKS'],
  ['no issuer', { issuer: false }, { azureDevOps }, 'the OIDC issuer is off'],
  ['no workload identity', { workloadIdentity: null }, { azureDevOps }, 'workload identity is off'],
])('a cluster with %s', async (_, found, changes, finding) => {
  expect(await examine(found, changes)).toMatchObject({ status: 'fail', finding: expect.stringContaining(finding) });
});

test('what a config does not use may be off', async () => {
  expect(await examine({ issuer: null, workloadIdentity: null, pods: null })).toMatchObject({ status: 'pass' });
  expect(await examine({ addOn: true }, { keda: { kind: 'existing', version: '2.20.2' } })).toMatchObject({ status: 'pass' });
});

test.each<[Check<DoctorContext>]>([
  [vmSizes],
  [vmSizeForAks],
  [vmArchitecture],
  [osDisks],
  [vcpuQuota],
  [kubernetesVersion],
  [kubernetesUpgrade],
])('nodes and version of that cluster are not checked: %#', async (check) => {
  expect(await check.run(aContext({ config: aConfig({ cluster: CLUSTER }) }))).toEqual({
    status: 'skip',
    finding: 'the cluster exists: somebody else chooses its nodes and its version',
  });
});

test('kubectl is not compared with it', async () => {
  expect(await kubectl.run(aContext({ config: aConfig({ cluster: CLUSTER }) }))).toMatchObject({
    status: 'pass',
    finding: 'v1.35.1; the version of the cluster, which exists, is not compared',
  });
});

test('whoever deploys needs the right to connect to it, and none to create it', async () => {
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-clusters/providers/Microsoft.ContainerService/managedClusters/aks-shared`;
  const permissions = '/providers/Microsoft.Authorization/permissions';
  const image = { kind: 'reference', reference: 'example.azurecr.io/agent:7' };
  const rights = (actions: readonly string[]) =>
    azureRights.run(
      aContext({
        config: aConfig({ cluster: CLUSTER, image }),
        outputs: { [arm(`${id.replace(`/subscriptions/${SUBSCRIPTION}`, '')}${permissions}`)]: [{ actions, notActions: [] }] },
      }),
    );
  const needed = 'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action';
  expect(await rights([needed])).toEqual({ status: 'pass', finding: `${needed} (cluster aks-shared)` });
  expect(await rights(['*/read'])).toMatchObject({
    status: 'fail',
    finding: `no right to ${needed} on cluster aks-shared`,
    advice: expect.stringContaining('the role Azure Kubernetes Service Cluster User Role'),
  });
});
