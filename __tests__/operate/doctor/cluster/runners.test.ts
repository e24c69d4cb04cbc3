import type { Check } from '../../../../operate/doctor/check';
import { image } from '../../../../operate/doctor/checks/cluster/image';
import { networkPolicy } from '../../../../operate/doctor/checks/cluster/network-policy';
import { placeholderRuns } from '../../../../operate/doctor/checks/cluster/placeholder-runs';
import { scaledJobs } from '../../../../operate/doctor/checks/cluster/scaled-jobs';
import { scaler } from '../../../../operate/doctor/checks/cluster/scaler';
import { scalerDecisions } from '../../../../operate/doctor/checks/cluster/scaler-decisions';
import type { Draft } from '../../../support/builders';
import { type FakeCluster, partOf } from '../../lib/cluster/support/fake-cluster';
import { agentPod, healthyCluster } from '../../lib/cluster/support/healthy-cluster';
import { type Runners, type RunnersContext, runners } from '../support/github';

let scene: Runners;
beforeAll(async () => {
  scene = await runners();
});
afterAll(() => scene.github.close());

const BOTH = { azureDevOps: { organizationUrl: 'https://dev.azure.com/example' }, agentPools: [{ name: 'linux' }] };
type Damage = (cluster: FakeCluster) => void;

/** The outcome of a check after a deploy, with runner pools alone or with agent pools too. */
async function outcome(check: Check<RunnersContext>, draft: Draft = {}, damage: Damage = () => {}) {
  const context = scene.context({ draft });
  const cluster = healthyCluster(context.config);
  damage(cluster);
  return check.run({ ...context, cluster: () => cluster.reader });
}

const LETS = 'let DNS and api.github.com (13.107.42.20) at port 443 through';

test.each<[Check<RunnersContext>, string, Draft?]>([
  [scaledJobs, 'pipelines-gh-linux: ready'],
  [scaledJobs, 'pipelines-linux, pipelines-gh-linux: ready', BOTH],
  [scaler, '2 of 2 pods ready, with the image of the runners'],
  [scaler, '2 of 2 pods ready, with the image of the agents', BOTH],
  [scalerDecisions, 'pipelines-linux: none waiting; pipelines-gh-linux: none waiting', BOTH],
  [image, 'example.azurecr.io/runner:1 runs'],
  [image, 'example.azurecr.io/agent:1 runs; no runner runs now, so it is not proven that example.azurecr.io/runner:1 can be pulled', BOTH],
  [
    networkPolicy,
    `NetworkPolicy azure-pipelines-agent: ${LETS}, and no other pods; KEDA can reach the scaler; other kinds of policies and firewalls are not checked`,
  ],
])('after a deploy without problems it passes: %#', async (...[check, finding, draft]) => {
  expect(await outcome(check, draft)).toEqual({ status: 'pass', finding });
});

test('runners alone need no placeholder', async () => {
  expect(await outcome(placeholderRuns)).toMatchObject({ status: 'skip' });
});

test('the image of a runner that runs is proven', async () => {
  const running = { phase: 'Running', containerStatuses: [{ name: 'runner', ready: true, restartCount: 0, state: { running: {} } }] };
  const withRunner: Damage = (cluster) => agentPod(cluster, 'pipelines-gh-linux', 'abcde', running);
  expect((await outcome(image, BOTH, withRunner)).finding).toBe('example.azurecr.io/agent:1 runs and example.azurecr.io/runner:1');
});

test.each<[string, Check<RunnersContext>, Damage, string]>([
  [
    'no ScaledJob',
    scaledJobs,
    (cluster) => cluster.remove('ScaledJob', 'pipelines-gh-linux'),
    'ScaledJob pipelines-gh-linux does not exist: no job gets a runner',
  ],
  [
    'another runner image',
    image,
    (cluster) => {
      const template = partOf(cluster.get('ScaledJob', 'pipelines-gh-linux'), 'spec', 'jobTargetRef', 'template');
      partOf(template, 'spec', 'containers', 0)['image'] = 'example.azurecr.io/runner:old';
    },
    'ScaledJob pipelines-gh-linux runs example.azurecr.io/runner:old, and example.azurecr.io/runner:1 is configured',
  ],
  [
    'no network policy for runners',
    networkPolicy,
    (cluster) => {
      const selector = partOf(cluster.get('NetworkPolicy', 'azure-pipelines-agent'), 'spec', 'podSelector');
      selector['matchLabels'] = { 'app.kubernetes.io/component': 'agent' };
    },
    'no NetworkPolicy selects the pods of jobs: they reach everything, even the metadata service of the node',
  ],
])('%s is reported', async (_, check, damage, finding) => {
  expect(await outcome(check, BOTH, damage)).toMatchObject({ status: 'fail', finding });
});
