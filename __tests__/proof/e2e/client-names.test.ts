import { withClientNames } from '../../../proof/e2e/scene/client-names';

const metadata = { name: 'scaler', namespace: 'agents' };

test('the sources of an ingress rule have the name that the client sends', () => {
  const ports = [{ port: 8081, protocol: 'TCP' as const }];
  const from = [{ podSelector: {} }];
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: { podSelector: {}, ingress: [{ from, ports }] },
  };
  expect(withClientNames(policy)).toMatchObject({ spec: { podSelector: {}, ingress: [{ _from: from, ports }] } });
});

test('other objects are returned as they are', () => {
  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { egress: [] } };
  const service = { apiVersion: 'v1', kind: 'Service', metadata, spec: { ingress: [{ from: [] }] } };
  expect([withClientNames(policy), withClientNames(service)]).toEqual([policy, service]);
});
