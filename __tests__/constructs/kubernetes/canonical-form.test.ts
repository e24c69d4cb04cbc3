import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { emptyPart } from '../../../constructs/kubernetes/canonical-form';
import { KubernetesObject } from '../../../constructs/kubernetes/kubernetes-object';
import { onlyResource, synthStack } from '../../support/synth';

test.each([
  [{ a: { b: [{ c: [] }] } }, 'a.b.0.c'],
  [{ a: {}, b: 1 }, 'a'],
  [{ a: null }, 'a'],
  [{ a: { b: undefined } }, 'a'],
  [{ a: '', b: 0, c: false, d: undefined, e: [''] }, undefined],
])('the first empty part of %j is %s', (value, path) => {
  expect(emptyPart(value)).toBe(path);
});

test('an object with an empty part is rejected during the synth', () => {
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { volumes: [] } };
  expect(() => synthStack((stack) => void new KubernetesObject(stack, 'pod', object))).toThrow(
    'Pod x: spec.volumes is empty; the API server drops it: leave it out',
  );
});

test('the config overrides fields that another program owns', () => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { text: '${a}' } };
  expect(
    onlyResource(
      synthStack((stack) => void new KubernetesObject(stack, 'map', object)),
      'kubernetes_manifest',
    ),
  ).toMatchObject({
    field_manager: { force_conflicts: true },
    manifest: { data: { text: '$${a}' } },
  });
});

test('a reference to another resource is not changed', () => {
  const stack = synthStack((scope) => {
    const group = new ResourceGroup(scope, 'group', { name: 'rg', location: 'westeurope' });
    new KubernetesObject(scope, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', labels: { group: group.id } } });
  });
  expect(onlyResource(stack, 'kubernetes_manifest')).toMatchObject({
    manifest: { metadata: { labels: { group: '${azurerm_resource_group.group.id}' } } },
  });
});
