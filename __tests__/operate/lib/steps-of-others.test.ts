import { namesOf } from '../../../config/names';
import { parseConfig } from '../../../config/parse';
import type { Config } from '../../../config/types';
import { stepsOfOthers } from '../../../operate/lib/steps-of-others';
import { aConfig } from '../../support/builders';
import { existingDraft } from '../../support/configs';

const steps = (config: Config) => stepsOfOthers(config, namesOf(config));
const REGISTRY =
  '/subscriptions/00000000-0000-0000-0000-0000000000ee/resourceGroups/rg-images/providers/Microsoft.ContainerRegistry/registries/ContosoImages';

test('a deploy does everything itself by default, also with what exists', () => {
  expect(steps(aConfig())).toEqual([]);
  const existing = { resourceGroup: { kind: 'existing', name: 'rg-shared' }, registry: { kind: 'existing', id: REGISTRY } };
  expect(steps(aConfig(existing))).toEqual([]);
});

test('what is left to others has a command that can be pasted', () => {
  const subscription = '00000000-0000-0000-0000-00000000000a';
  const commands = steps(parseConfig(existingDraft()));
  expect(commands.map(({ what }) => what)).toEqual([
    'before the first deploy, register the resource providers',
    'before the stacks after team-a-platform, let whoever deploys use the cluster',
    'after the stack team-a-platform, let the nodes pull from registry ContosoImages',
  ]);
  const [register, admin, pull] = commands.map(({ command }) => command);
  expect(register).toContain(`az provider register --namespace Microsoft.Compute --wait --subscription ${subscription} && `);
  expect(register).toContain('Microsoft.Monitor');
  expect(admin).toBe(
    `az role assignment create --role "Azure Kubernetes Service RBAC Cluster Admin" --scope "$(az group show --name rg-shared --subscription ${subscription} --query id --output tsv)" --assignee <object id of whoever deploys>`,
  );
  expect(pull).toBe(
    `az role assignment create --role "Container Registry Repository Reader" --scope ${REGISTRY} --assignee-principal-type ServicePrincipal --assignee-object-id "$(az aks show --resource-group rg-shared --name aks-team-a --subscription ${subscription} --query identityProfile.kubeletidentity.objectId --output tsv)"`,
  );
});

test('the command names whoever deploys, and takes the subscription from the environment, if the config names neither', () => {
  const id = '00000000-0000-0000-0000-00000000000c';
  const resourceGroup = { kind: 'existing', name: 'rg-shared', roleAssignment: 'external' };
  const [step] = steps(aConfig({ resourceGroup, cluster: { deployerObjectId: id } }));
  expect(step?.command).toContain(`--assignee ${id}`);
  expect(step?.command).toContain('--subscription "$ARM_SUBSCRIPTION_ID"');
});

test('whoever deploys to a cluster of somebody else needs roles on it, which no deploy assigns', () => {
  const [step, ...others] = steps(aConfig({ cluster: { kind: 'existing', name: 'aks-shared', resourceGroup: 'rg-clusters' } }));
  const scope =
    '"$(az aks show --resource-group rg-clusters --name aks-shared --subscription "$ARM_SUBSCRIPTION_ID" --query id --output tsv)"';
  const assign = (role: string) => `az role assignment create --role "${role}" --scope ${scope} --assignee <object id of whoever deploys>`;
  expect(step?.command).toBe(
    `${assign('Azure Kubernetes Service Cluster User Role')} && ${assign('Azure Kubernetes Service RBAC Cluster Admin')}`,
  );
  expect(others).toEqual([]);
});
