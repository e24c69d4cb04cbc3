import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { kubernetesObjects, withClientId } from '../../../scripts/lib/kubernetes-objects';
import type { StackJson } from '../../../scripts/lib/stack-json';
import { writeYamlFolder } from '../../../scripts/lib/write-yaml-folder';
import { aConfig } from '../../support/builders';
import { fullConfig } from '../../support/configs';
import { schemaErrors } from '../../support/kubernetes-schema';
import { synthApp } from '../../support/synth';

const objectsOf = (config = aConfig()) => kubernetesObjects(synthApp(config)[`${config.name}-agents`] as unknown as StackJson);

test('objects are in an order in which they can be applied, without Secrets', () => {
  expect(objectsOf().map(({ kind }) => kind)).toEqual([
    'Namespace',
    'ServiceAccount',
    'ServiceAccount',
    'Role',
    'Role',
    'RoleBinding',
    'RoleBinding',
    'NetworkPolicy',
    'NetworkPolicy',
    'NetworkPolicy',
    'PodDisruptionBudget',
    'Service',
    'Deployment',
    'Deployment',
    'ScaledJob',
  ]);
});

test('the objects contain no template of Terraform once the client id is set', () => {
  const objects = withClientId(objectsOf(fullConfig()), '00000000-0000-0000-0000-00000000000c');
  expect(JSON.stringify(objects)).not.toContain('data.azurerm');
  expect(JSON.stringify(objects)).toContain('"azure.workload.identity/client-id":"00000000-0000-0000-0000-00000000000c"');
  // The kubelet replaces "$$" by "$".
  expect(JSON.stringify(objects)).toContain('"value":"$${user}"');
  expect(objects.flatMap(schemaErrors)).toEqual([]);
});

describe('a folder of YAML', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yaml-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('contains a file for each object, numbered in their order', () => {
    const objects = objectsOf();
    writeYamlFolder(folder, 'pipelines', objects);
    const files = readdirSync(folder).sort();
    expect(files[0]).toBe('01-namespace-pipelines-agents.yaml');
    expect(files.map((file) => parse(readFileSync(join(folder, file), 'utf8')) as NativeObject)).toEqual(objects);
  });

  const namespaces = (count: number): readonly NativeObject[] =>
    Array.from({ length: count }, (_, index) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: `n${index}` } }));

  test('loses the YAML files of an earlier run, and no others', () => {
    writeYamlFolder(folder, 'pipelines', namespaces(3));
    writeFileSync(join(folder, 'kustomization.yaml'), '');
    writeYamlFolder(folder, 'pipelines', namespaces(1));
    expect(readdirSync(folder).sort()).toEqual(['01-namespace-n0.yaml', 'kustomization.yaml']);
  });

  test('with a hundred objects and more, all of them are sorted and are removed again', () => {
    writeYamlFolder(folder, 'pipelines', namespaces(100));
    const files = readdirSync(folder).sort();
    expect([files[0], files[99]]).toEqual(['001-namespace-n0.yaml', '100-namespace-n99.yaml']);
    writeYamlFolder(folder, 'pipelines', []);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each<[string, (file: string) => void]>([
    ["somebody's own file", (file) => writeFileSync(file, 'kind: Ingress\n')],
    ['the file of another deployment', (file) => writeFileSync(file, '# npm run manifests: pipelines-2\n')],
    ['a folder', (file) => mkdirSync(file)],
  ])('stays as it is if it contains %s', (_, make) => {
    writeYamlFolder(folder, 'pipelines', namespaces(2));
    make(join(folder, '10-my-ingress.yaml'));
    const before = readdirSync(folder);
    expect(() => writeYamlFolder(folder, 'pipelines', namespaces(1))).toThrow(
      /contains 10-my-ingress\.yaml without the first line "# npm run manifests: pipelines", so nothing is written/,
    );
    expect(readdirSync(folder)).toEqual(before);
  });
});
