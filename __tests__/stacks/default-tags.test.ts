import { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { Aspects } from 'cdktf';
import { DefaultTags } from '../../stacks/default-tags';
import { onlyResource, synthStack } from '../support/synth';

const stack = synthStack((scope) => {
  Aspects.of(scope).add(new DefaultTags({ owner: 'platform', team: 'a' }));
  new ResourceGroup(scope, 'group', { name: 'rg', location: 'westeurope', tags: { team: 'b' } });
  new KubernetesCluster(scope, 'cluster', {
    name: 'aks',
    location: 'westeurope',
    resourceGroupName: 'rg',
    defaultNodePool: { name: 'system', vmSize: 'Standard_D2ds_v5', tags: { team: 'b' } },
  });
  new RoleAssignment(scope, 'role', { scope: 'x', principalId: 'y' });
});

test('the tags that a resource sets itself take precedence', () => {
  expect(onlyResource(stack, 'azurerm_resource_group')).toMatchObject({ tags: { owner: 'platform', team: 'b' } });
});

test('a resource without tags gets none', () => {
  expect(onlyResource(stack, 'azurerm_role_assignment')).not.toHaveProperty('tags');
});

test('the VMs of a cluster get the tags through its default node pool', () => {
  expect(onlyResource(stack, 'azurerm_kubernetes_cluster')).toMatchObject({
    tags: { owner: 'platform', team: 'a' },
    default_node_pool: { tags: { owner: 'platform', team: 'b' } },
  });
});
