import { resourceProviders } from '../../config/azure/resource-providers';
import { aConfig } from '../support/builders';
import { readProjectFile } from './project-files';

test('the set-up registers all resource providers, including those of monitoring: a plan may not register them', () => {
  const registered = [...readProjectFile('docs/pipelines.md').matchAll(/^az provider register --namespace (\S+) --wait$/gm)];
  expect(registered.map(([, namespace]) => namespace)).toEqual(resourceProviders(aConfig({ monitoring: {} })));
});
