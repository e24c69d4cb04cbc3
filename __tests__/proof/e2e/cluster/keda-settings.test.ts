import { operatorSettings } from '../../../../proof/e2e/cluster/keda-settings';

test("the operator of the cluster gets what the values of this project's release give it", () => {
  expect(operatorSettings('2.21.0')).toEqual({
    args: ['--kube-api-qps=50', '--kube-api-burst=100'],
    env: [
      { name: 'KEDA_HTTP_DEFAULT_TIMEOUT', value: '15000' },
      { name: 'KEDA_KUBERNETES_API_TIMEOUT', value: '30s' },
    ],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
  });
  expect(operatorSettings('2.20.2').env).toEqual([{ name: 'KEDA_HTTP_DEFAULT_TIMEOUT', value: '15000' }]);
});
