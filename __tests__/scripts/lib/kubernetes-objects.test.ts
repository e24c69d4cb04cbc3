import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    'Role',
    'Role',
    'RoleBinding',
    'RoleBinding',
    'NetworkPolicy',
    'TriggerAuthentication',
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
    writeYamlFolder(folder, objects);
    const files = readdirSync(folder).sort();
    expect(files[0]).toBe('01-namespace-pipelines-agents.yaml');
    expect(files.map((file) => parse(readFileSync(join(folder, file), 'utf8')) as NativeObject)).toEqual(objects);
  });

  test('loses the YAML files of an earlier run, and no others', () => {
    writeFileSync(join(folder, '99-old.yaml'), '');
    writeFileSync(join(folder, 'kustomization.yaml'), '');
    writeYamlFolder(folder, []);
    expect(readdirSync(folder)).toEqual(['kustomization.yaml']);
  });
});
