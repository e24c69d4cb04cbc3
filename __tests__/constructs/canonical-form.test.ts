import { emptyPart } from '../../constructs/canonical-form';
import { KubernetesObject } from '../../constructs/kubernetes-object';
import { synthStack } from '../support/synth';

test.each([
  [{ a: { b: [{ c: [] }] } }, 'a.b.0.c'],
  [{ a: {}, b: 1 }, 'a'],
  [{ a: null }, 'a'],
  [{ a: { b: undefined } }, 'a'],
  [{ a: '', b: 0, c: false, d: undefined, e: [''] }, undefined],
])('the first empty part of %j is %s', (value, path) => {
  expect(emptyPart(value)).toBe(path);
});

test('an object with an empty part is refused before Terraform sees it', () => {
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { volumes: [] } };
  expect(() => synthStack((stack) => void new KubernetesObject(stack, 'pod', object))).toThrow(
    'Pod x: spec.volumes is empty; the API server drops it: leave it out',
  );
});
