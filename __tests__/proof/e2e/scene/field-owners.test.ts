import type { KubernetesObject } from '@kubernetes/client-node';
import { fieldOwners } from '../../../../proof/e2e/scene/field-owners';

const objectWith = (...managedFields: readonly object[]) => ({ kind: 'ScaledJob', metadata: { managedFields } }) as KubernetesObject;

test('each owner has its fields, also those in lists, as paths', () => {
  const object = objectWith(
    {
      manager: 'argocd-controller',
      operation: 'Apply',
      fieldsV1: { 'f:spec': { 'f:containers': { 'k:{"name":"agent"}': { '.': {}, 'f:image': {}, 'f:args': {} } }, 'f:replicas': {} } },
    },
    { manager: 'keda', operation: 'Update', fieldsV1: { 'f:metadata': { 'f:finalizers': { '.': {}, 'v:"finalizer.keda.sh"': {} } } } },
  );
  expect(fieldOwners(object)).toEqual({
    'argocd-controller': [
      'spec.containers[name=agent]',
      'spec.containers[name=agent].args',
      'spec.containers[name=agent].image',
      'spec.replicas',
    ],
    keda: ['metadata.finalizers', 'metadata.finalizers["finalizer.keda.sh"]'],
  });
});

test('an owner with two operations has the fields of both, but not those of the status', () => {
  const object = objectWith(
    { manager: 'keda', operation: 'Update', fieldsV1: { 'f:spec': {} } },
    { manager: 'keda', operation: 'Apply', fieldsV1: { 'f:metadata': { 'f:labels': {} } } },
    { manager: 'keda', operation: 'Update', subresource: 'status', fieldsV1: { 'f:status': {} } },
  );
  expect(fieldOwners(object)).toEqual({ keda: ['metadata.labels', 'spec'] });
  expect(fieldOwners({})).toEqual({});
});
