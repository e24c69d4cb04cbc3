import { resourceProviders } from '../../config/resource-providers';
import { aConfig } from '../support/builders';
import { readProjectFile } from './project-files';

test('the set-up registers all resource providers, those of monitoring too: a plan would try it, and may not', () => {
  const registered = [...readProjectFile('docs/pipelines.md').matchAll(/^az provider register --namespace (\S+) --wait$/gm)];
  expect(registered.map(([, namespace]) => namespace)).toEqual(resourceProviders(aConfig({ monitoring: {} })));
});
