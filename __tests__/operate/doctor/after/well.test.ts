import { NEWEST_KEDA_VERSION } from '../../../../config/keda-version';
import { clusterReachable } from '../../../../operate/doctor/checks/after/cluster-reachable';
import type { AfterCheck } from '../../../../operate/doctor/checks/after/context';
import { imagePullable } from '../../../../operate/doctor/checks/after/image-pullable';
import { kedaKinds } from '../../../../operate/doctor/checks/after/keda-kinds';
import { kedaReady } from '../../../../operate/doctor/checks/after/keda-ready';
import { kedaVersion } from '../../../../operate/doctor/checks/after/keda-version';
import { networkPolicy } from '../../../../operate/doctor/checks/after/network-policy';
import { placeholderRuns } from '../../../../operate/doctor/checks/after/placeholder-runs';
import { scaledJobsReady } from '../../../../operate/doctor/checks/after/scaled-jobs';
import { triggerAuthentication } from '../../../../operate/doctor/checks/after/trigger-authentication';
import { ClusterError } from '../../../../operate/lib/cluster/error';
import type { Draft } from '../../../support/builders';
import { aDeployment, type Deployed, IDENTITY, outcomeOf } from './support/deployed';

let deployed: Deployed;
afterEach(() => deployed.devops.close());

test.each<[AfterCheck, string, Draft?]>([
  [clusterReachable, 'Kubernetes v1.34.3'],
  [kedaReady, 'keda-admission-webhooks, keda-operator, keda-operator-metrics-apiserver: ready'],
  [kedaVersion, `KEDA ${NEWEST_KEDA_VERSION}`],
  [kedaKinds, 'scaledjobs.keda.sh, triggerauthentications.keda.sh: established'],
  [triggerAuthentication, 'pipelines-linux: with secret azure-devops-token'],
  [triggerAuthentication, 'pipelines-linux: with identity id-pipelines', IDENTITY],
  [scaledJobsReady, 'pipelines-linux: ready'],
  [imagePullable, 'example.azurecr.io/agent:1 runs'],
  [placeholderRuns, 'pipelines-linux-placeholder: ready'],
  [
    networkPolicy,
    'NetworkPolicy azure-pipelines-agent: let DNS and 127.0.0.1 (13.107.42.20) at port PORT through, and no other pods; other kinds of policies and firewalls are not seen from here',
  ],
])('after a deploy that is well it passes: %#', async (...[check, finding, changes]) => {
  deployed = await aDeployment(changes);
  expect(await outcomeOf(deployed, check)).toEqual({ status: 'pass', finding });
});

test('a cluster that does not answer is told with what to do', async () => {
  deployed = await aDeployment();
  const cluster = () => {
    throw new ClusterError('no answer from the cluster', 'unreachable', 'check the network');
  };
  expect(await clusterReachable.run({ ...deployed.context, cluster })).toEqual({
    status: 'fail',
    finding: 'no answer from the cluster',
    advice: 'check the network',
  });
});
