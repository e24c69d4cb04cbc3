import { rmSync } from 'node:fs';
import { parse } from 'yaml';
import { asPlan } from '../../../../scripts/lib/security/as-plan';
import { type ScanFolder, writeScanFolder } from '../../../../scripts/lib/security/scan-folder';
import { scanTargets } from '../../../../scripts/lib/security/targets';
import { aConfig } from '../../../support/builders';
import { exampleConfig, fullConfig } from '../../../support/configs';
import { filesBelow } from '../../../support/files';
import { IMAGE_CONTEXT } from '../../../support/synth';

test('a stack becomes the parts of a plan that checkov reads', () => {
  const resource = { azurerm_resource_group: { group: { name: 'rg', tags: { a: 'b' } } } };
  expect(asPlan({ name: 'any', resource })).toEqual({
    terraform_version: expect.any(String),
    planned_values: {
      root_module: {
        resources: [
          {
            address: 'azurerm_resource_group.group',
            mode: 'managed',
            type: 'azurerm_resource_group',
            name: 'group',
            values: { name: 'rg', tags: { a: 'b' } },
          },
        ],
      },
    },
  });
});

describe('the folder for the scanners contains', () => {
  let written: ScanFolder;
  let files: Readonly<Record<string, string>>;
  beforeAll(() => {
    written = writeScanFolder(fullConfig(), IMAGE_CONTEXT);
    files = filesBelow(written.folder);
  });
  afterAll(() => rmSync(written.folder, { recursive: true }));

  test('a plan for each stack', () => {
    const plan = JSON.parse(files['team-a-platform.json'] ?? '') as ReturnType<typeof asPlan>;
    const addresses = plan.planned_values.root_module.resources.map(({ address }) => address);
    expect(addresses).toEqual(expect.arrayContaining(['azurerm_kubernetes_cluster.cluster', 'azurerm_container_registry.registry']));
    expect(Object.keys(files).filter((file) => file.endsWith('.json'))).toHaveLength(4);
  });

  test('the objects of all stacks, one file each, with the same name for every config', () => {
    const manifests = Object.entries(files).filter(([file]) => file.startsWith('manifests/'));
    expect(written.manifests).toHaveLength(manifests.length);
    const named = manifests.map(([file]) => written.nameOf(file.replace('manifests/', '')));
    expect(named).toEqual(
      expect.arrayContaining(['Namespace/keda', 'Namespace/<name>-agents', 'Deployment/<entry>-placeholder', 'Job/<entry>']),
    );
    expect(named.filter((name) => name === 'Job/<entry>')).toHaveLength(3);
    for (const [file, text] of manifests) {
      expect(written.nameOf(file.replace('manifests/', ''))).toContain(`${(parse(text) as { kind: string }).kind}/`);
    }
  });
});

describe('the scanned configs', () => {
  const names = (config: ReturnType<typeof aConfig>) => scanTargets(config).map(({ name }) => name);

  test('include the smallest, which equals the agents.config.ts of the repository, and the hardened one', () => {
    expect(names(exampleConfig())).toEqual(['smallest', 'hardened']);
  });

  test('include the deployed one if it differs from both', () => {
    expect(names(aConfig({ name: 'other' }))).toEqual(['smallest', 'hardened', 'deployed']);
  });
});
