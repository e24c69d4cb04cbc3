import { createRequire } from 'node:module';
import { aConfig, type Draft } from '../support/builders';
import { fullConfig } from '../support/configs';
import { synthApp } from '../support/synth';

/** Whether the provider's class of a resource type has tags. */
function knowsTags(type: string): boolean {
  const name = type.replace('azurerm_', '');
  const className = name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const module: Record<string, { readonly prototype: object }> = createRequire(__filename)(
    `@cdktf/provider-azurerm/lib/${name.replaceAll('_', '-')}`,
  );
  return 'tags' in (module[className]?.prototype ?? {});
}

const azureResources = (config: ReturnType<typeof aConfig>) =>
  Object.values(synthApp(config)).flatMap(({ resource = {} }) =>
    Object.entries(resource)
      .filter(([type]) => type.startsWith('azurerm_'))
      .flatMap(([type, instances]) => Object.values(instances).map((instance) => ({ type, instance }))),
  );

const clusterTags = (tags: Draft) =>
  azureResources(aConfig({ tags })).find(({ type }) => type === 'azurerm_kubernetes_cluster')?.instance['tags'];

test('every Azure resource that can have tags has those of the config and the name of the deployment', () => {
  const resources = azureResources(fullConfig());
  const taggable = resources.filter(({ type }) => knowsTags(type));
  expect(taggable.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['azurerm_resource_group', 'azurerm_kubernetes_cluster', 'azurerm_kubernetes_cluster_node_pool']),
  );
  for (const { type, instance } of taggable) {
    expect([type, instance['tags']]).toEqual([type, { owner: 'platform', 'cost centre': '$${42}', deployment: 'team-a' }]);
  }
});

test('the VMs of the default node pool have them too', () => {
  const cluster = azureResources(aConfig()).find(({ type }) => type === 'azurerm_kubernetes_cluster');
  expect(cluster?.instance['default_node_pool']).toMatchObject({ tags: { deployment: 'pipelines' } });
});

test('a tag of the config takes precedence without regard to case, because to Azure both have the same name', () => {
  expect(clusterTags({ Deployment: 'mine' })).toEqual({ Deployment: 'mine' });
});
