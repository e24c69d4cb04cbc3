import type { ListedCheck, Result } from '../../../operate/doctor/check';
import type { DoctorContext } from '../../../operate/doctor/context';
import { examine } from '../../../operate/doctor/examine';
import { noCluster } from '../../../operate/doctor/facts/cluster/no-cluster';
import { pass } from '../../../operate/doctor/outcome';
import { ClusterError } from '../../../operate/lib/cluster/error';
import { aContext, failing, missing, type Outputs } from './support/workstation';

const aCheck = (id: string, phase: 'before' | 'after'): ListedCheck<DoctorContext> => ({
  id,
  title: id,
  phase,
  run: async () => pass('fine'),
});

async function examined(outputs: Outputs, { asksForCluster = true, isKnown = false } = {}) {
  const reported: string[] = [];
  const context = {
    ...aContext({ outputs }),
    cluster: () => {
      if (isKnown) return {} as ReturnType<DoctorContext['cluster']>;
      throw new ClusterError({ finding: 'the kubeconfig has no context "aks-pipelines"', fault: 'context' });
    },
  };
  const show = { result: ({ id }: Result) => reported.push(id), withoutCluster: (why: string) => reported.push(why) };
  const selection = { before: [aCheck('before', 'before')], after: [aCheck('one', 'after'), aCheck('two', 'after')] };
  const noDeployment = async () => (asksForCluster ? noCluster(context) : undefined);
  const results = await examine(selection, { context, noDeployment, stop: new AbortController().signal, show });
  return { reported: reported.sort(), statuses: results.map(({ id, outcome }) => `${id} ${outcome.status}`) };
}

const THERE = ['before pass', 'one pass', 'two pass'];
const NOT_THERE = ['before pass', 'one skip', 'two skip'];

test('before the first deploy the checks of the deployment are skipped, with one message for all of them', async () => {
  expect(await examined({ 'az aks show': failing('ERROR: (ResourceNotFound) The Resource was not found.') })).toEqual({
    reported: ['before', 'cluster aks-pipelines does not exist yet'],
    statuses: NOT_THERE,
  });
});

test('with a cluster they run', async () => {
  expect(await examined({ 'az aks show': [] })).toEqual({ reported: ['before', 'one', 'two'], statuses: THERE });
});

test('if Azure cannot be read they run if the kubeconfig contains the cluster', async () => {
  const outputs = { 'az account show': missing() };
  expect((await examined(outputs, { isKnown: true })).statuses).toEqual(THERE);
  expect(await examined(outputs)).toEqual({
    reported: [
      'before',
      'cluster aks-pipelines is not in the kubeconfig, and Azure can\'t be asked for it: the Azure CLI is missing, see the check "azure-cli"',
    ],
    statuses: NOT_THERE,
  });
});

test('if Azure returns another error they run, and report what they find', async () => {
  expect((await examined({ 'az aks show': failing('ERROR: (AuthorizationFailed) no right') })).statuses).toEqual(THERE);
});

test('if --after asks for them they run', async () => {
  expect((await examined({}, { asksForCluster: false })).statuses).toEqual(THERE);
});
