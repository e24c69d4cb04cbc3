import { liveFields } from '../../../../proof/e2e/scene/live-fields';

const APPLIED = {
  kind: 'ScaledJob',
  metadata: { name: 'linux', labels: { 'app.kubernetes.io/name': 'agents' } },
  spec: { triggers: [{ type: 'metrics-api' }], template: { containers: [{ name: 'agent' }] } },
};

test('what the API server sets in each object does not count', () => {
  const metadata = { ...APPLIED.metadata, uid: 'u', generation: 1, resourceVersion: '7', creationTimestamp: 't', managedFields: [] };
  expect(liveFields(APPLIED, { ...APPLIED, metadata, status: { conditions: [] } })).toEqual({ added: [], changed: [] });
});

test('a field that only the cluster has is added, also in an item of a list', () => {
  const live = {
    ...APPLIED,
    metadata: { ...APPLIED.metadata, finalizers: ['finalizer.keda.sh'] },
    spec: { ...APPLIED.spec, rollout: {}, template: { containers: [{ name: 'agent', resources: {} }, { name: 'other' }] } },
  };
  expect(liveFields(APPLIED, live)).toEqual({
    added: ['/metadata/finalizers', '/spec/rollout', '/spec/template/containers/0/resources', '/spec/template/containers/1'],
    changed: [],
  });
});

test('a field with another value is changed, and so is one that the cluster lacks', () => {
  const live = { ...APPLIED, metadata: { name: 'linux', labels: {} }, spec: { ...APPLIED.spec, triggers: [{ type: 'cron' }] } };
  expect(liveFields(APPLIED, live)).toEqual({
    added: [],
    changed: ['/metadata/labels/app.kubernetes.io~1name', '/spec/triggers/0/type'],
  });
});

test('null and an empty object are values', () => {
  expect(liveFields({ a: null, b: {}, c: 1 }, { a: null, b: {}, c: null, d: null })).toEqual({ added: ['/d'], changed: ['/c'] });
});
