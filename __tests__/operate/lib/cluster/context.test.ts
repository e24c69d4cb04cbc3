import { chooseContext } from '../../../../operate/lib/cluster/context';
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
        'run az aks get-credentials --resource-group rg-pipelines --name aks-pipelines && kubelogin convert-kubeconfig -l azurecli; or name another with --context',
    }),
  );
});

test('a context that --context names and that does not exist is an error', () => {
  expect(() => chooseContext({ ...cluster, context: 'old' }, [])).toThrow(
    new ClusterError({ finding: 'the kubeconfig has no context "old" (it has none)', fault: 'context', advice: 'check --context' }),
  );
});
