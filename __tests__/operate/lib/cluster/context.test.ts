import { chooseContext, contextsIn } from '../../../../operate/lib/cluster/context';
import { ClusterError } from '../../../../operate/lib/cluster/error';

const cluster = { cluster: 'aks-pipelines', resourceGroup: 'rg-pipelines' };

test.each([
  [undefined, ['minikube', 'aks-pipelines'], 'aks-pipelines'],
  ['minikube', ['minikube', 'aks-pipelines'], 'minikube'],
])('with --context %s and %j the context is %s', (context, known, chosen) => {
  expect(chooseContext({ ...cluster, context }, known)).toBe(chosen);
});

test("another cluster's context is not used, even if it is the only one", () => {
  expect(() => chooseContext(cluster, ['production'])).toThrow(
    new ClusterError({
      finding: 'the kubeconfig has no context "aks-pipelines" (it has production)',
      fault: 'context',
      advice:
        'run az aks get-credentials --resource-group rg-pipelines --name aks-pipelines && kubelogin convert-kubeconfig --context aks-pipelines -l azurecli; or name another with --context',
    }),
  );
});

test('a context that --context names and that does not exist is an error', () => {
  expect(() => chooseContext({ ...cluster, context: 'old' }, [])).toThrow(
    new ClusterError({
      finding: 'there is no kubeconfig with a context (KUBECONFIG, otherwise ~/.kube/config), so none for "old"',
      fault: 'context',
      advice: 'check --context',
    }),
  );
});

describe('for a Helm release, which names no cluster', () => {
  test.each([
    [undefined, 'kind-lab', 'kind-lab'],
    ['production', 'kind-lab', 'production'],
  ])('with --context %s and the current context %s, the context is %s', (context, current, chosen) => {
    expect(chooseContext({ context }, ['production', 'kind-lab'], current)).toBe(chosen);
  });

  test.each([
    [
      undefined,
      ['production'],
      '',
      'the kubeconfig has no current context (it has production): name the context of the cluster with --context',
    ],
    [undefined, [], 'loaded-context', 'there is no kubeconfig with a context (KUBECONFIG, otherwise ~/.kube/config): name the context'],
    ['old', ['production'], 'production', 'the kubeconfig has no context "old" (it has production): check --context'],
  ])('with --context %s and %j, it is refused', (context, known, current, message) => {
    expect(() => chooseContext({ context }, known, current)).toThrow(message);
  });
});

test('the context that the client makes up without a kubeconfig is not named', () => {
  const aKubeConfig = (server: string) => ({
    getContexts: () => [{ name: 'loaded-context', cluster: 'cluster' }],
    getCluster: () => ({ server }),
  });
  expect(contextsIn(aKubeConfig('http://localhost:8080'))).toEqual([]);
  expect(contextsIn(aKubeConfig('https://10.0.0.1'))).toEqual(['loaded-context']);
});
