import { kubernetesUpgrade } from '../../../../operate/doctor/checks/azure/kubernetes-upgrade';
import { registryRoles } from '../../../../operate/doctor/checks/azure/registry-roles';
import { aConfig } from '../../../support/builders';
import { aContext, failing, type Outputs } from '../support/workstation';

const config = aConfig({ cluster: { kubernetesVersion: '1.36' } });
const { cluster: CLUSTER, registry: REGISTRY, resourceGroup: GROUP } = aContext({ config }).names;
const SHOW_CLUSTER = `az aks show --resource-group ${GROUP} --name ${CLUSTER} --query {version: currentKubernetesVersion, channel: autoUpgradeProfile.upgradeChannel}`;
const SHOW_REGISTRY = `az acr show --name ${REGISTRY} --resource-group ${GROUP} --query roleAssignmentMode`;

const upgrade = (outputs: Outputs) => kubernetesUpgrade.run(aContext({ config, outputs }));
const roles = (outputs: Outputs) => registryRoles.run(aContext({ config, outputs }));
const clusterWith = (version: string, channel: string | null = 'patch') => ({ [SHOW_CLUSTER]: { version, channel } });

test('resources that do not exist yet', async () => {
  expect(await upgrade({})).toEqual({ status: 'pass', finding: `${CLUSTER} does not exist yet; it gets 1.36` });
  expect(await roles({})).toEqual({ status: 'pass', finding: `${REGISTRY} does not exist yet` });
});

test('an error other than a missing resource is no pass', async () => {
  const outputs = {
    'az aks show': failing('ERROR: (AuthorizationFailed) no right'),
    'az acr show': failing('ERROR: (AuthorizationFailed) no right'),
  };
  await expect(upgrade(outputs)).rejects.toThrow('AuthorizationFailed');
  await expect(roles(outputs)).rejects.toThrow('AuthorizationFailed');
});

describe('the Kubernetes version of the cluster', () => {
  test('is that of the config', async () => {
    expect(await upgrade(clusterWith('1.36.2'))).toEqual({ status: 'pass', finding: `${CLUSTER} runs 1.36.2, and the config says 1.36` });
  });

  test.each([
    ['patch', 'patch'],
    [null, 'not known'],
  ])('is raised although automatic upgrades are on, or may be: %s', async (channel, said) => {
    expect(await upgrade(clusterWith('1.35.4', channel))).toEqual({
      status: 'warn',
      finding: `${CLUSTER} runs 1.35.4, and the config says 1.36: the deploy upgrades it. Terraform raises the control plane before the nodes, which AKS may refuse while automatic upgrades are on (channel ${said}); nobody has tried that with this project`,
      advice: `if the deploy ends with NotAllAgentPoolOrchestratorVersionSpecifiedAndUnchanged, run az aks upgrade --resource-group ${GROUP} --name ${CLUSTER} --kubernetes-version 1.36, which upgrades all of it, and then npm run plan`,
    });
  });

  test('is raised without automatic upgrades', async () => {
    expect(await upgrade(clusterWith('1.35.4', 'none'))).toEqual({
      status: 'warn',
      finding: `${CLUSTER} runs 1.35.4, and the config says 1.36: the deploy upgrades it`,
      advice: 'deploy when jobs may wait for nodes',
    });
  });

  test('is more than one minor version behind', async () => {
    expect(await upgrade(clusterWith('1.33.9'))).toEqual({
      status: 'warn',
      finding: `${CLUSTER} runs 1.33.9, and the config says 1.36: AKS upgrades a supported cluster by one minor version at a time`,
      advice: 'set cluster.kubernetesVersion to 1.34 and deploy, then raise it by one more',
    });
  });

  test('is later than that of the config', async () => {
    expect(await upgrade(clusterWith('1.37.0'))).toEqual({
      status: 'fail',
      finding: `${CLUSTER} runs 1.37.0, and the config says 1.36: AKS can't return to an earlier minor version`,
      advice: 'set cluster.kubernetesVersion to 1.37 or a later one',
    });
  });
});

describe('the registry', () => {
  test.each([
    ['LegacyRegistryPermissions', 'LegacyRegistryPermissions'],
    [null, 'no role assignment mode, so AcrPull counts'],
  ])('honours AcrPull in the mode %s', async (mode, said) => {
    expect(await roles({ [SHOW_REGISTRY]: mode === null ? '' : `"${mode}"` })).toEqual({ status: 'pass', finding: `${REGISTRY}: ${said}` });
  });

  test('does not honour AcrPull with permissions for single repositories', async () => {
    expect(await roles({ [SHOW_REGISTRY]: '"AbacRepositoryPermissions"' })).toEqual({
      status: 'fail',
      finding: `${REGISTRY} has the role assignment mode AbacRepositoryPermissions, in which Azure does not honour AcrPull: nodes can't pull the agent image, and az acr build can't push it`,
      advice: `az acr update --name ${REGISTRY} --resource-group ${GROUP} --role-assignment-mode rbac`,
    });
  });
});
