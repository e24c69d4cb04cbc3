import { NEWEST_KEDA_VERSION } from '../../../../config/keda-version';
import { triggerAuthentication } from '../../../../operate/doctor/checks/azure-devops/trigger-authentication';
import { cluster as clusterCheck } from '../../../../operate/doctor/checks/cluster/cluster';
import { image } from '../../../../operate/doctor/checks/cluster/image';
import { kedaKinds } from '../../../../operate/doctor/checks/cluster/keda-kinds';
import { kedaReady } from '../../../../operate/doctor/checks/cluster/keda-ready';
import { kedaVersion } from '../../../../operate/doctor/checks/cluster/keda-version';
import { networkPolicy } from '../../../../operate/doctor/checks/cluster/network-policy';
import { placeholderRuns } from '../../../../operate/doctor/checks/cluster/placeholder-runs';
import { scaledJobs } from '../../../../operate/doctor/checks/cluster/scaled-jobs';
import { ClusterError } from '../../../../operate/lib/cluster/error';
import type { Draft } from '../../../support/builders';
import { aDeployment, type Deployed, type DeploymentCheck, IDENTITY, KEDA_COUNTS, outcomeOf } from '../support/deployed';

let deployed: Deployed;
afterEach(() => deployed.devops.close());

test.each<[DeploymentCheck, string, Draft?]>([
  [clusterCheck, 'Kubernetes v1.36.3'],
  [kedaReady, 'keda-admission-webhooks, keda-operator, keda-operator-metrics-apiserver: ready'],
  [kedaVersion, `KEDA ${NEWEST_KEDA_VERSION}, with 30s for the Jobs of a poll`],
  [kedaVersion, 'KEDA 2.20.2', { keda: { version: '2.20.2' } }],
  [kedaKinds, 'scaledjobs.keda.sh, triggerauthentications.keda.sh: established'],
  [triggerAuthentication, 'pipelines-linux: with secret azure-devops-token', KEDA_COUNTS],
  [triggerAuthentication, 'pipelines-linux: with identity id-pipelines', { ...KEDA_COUNTS, ...IDENTITY }],
  [scaledJobs, 'pipelines-linux: ready'],
  [image, 'example.azurecr.io/agent:1 runs'],
  [placeholderRuns, 'pipelines-linux-placeholder: ready'],
  [
    networkPolicy,
    'NetworkPolicy azure-pipelines-agent: let DNS and 127.0.0.1 (13.107.42.20) at port PORT through, and no other pods; KEDA can reach the scaler; other kinds of policies and firewalls are not checked',
  ],
  [
    networkPolicy,
    'NetworkPolicy azure-pipelines-agent: let DNS and 127.0.0.1 (13.107.42.20) at port PORT through, and no other pods; other kinds of policies and firewalls are not checked',
    KEDA_COUNTS,
  ],
])('after a deploy without problems it passes: %#', async (...[check, finding, changes]) => {
  deployed = await aDeployment(changes);
  expect(await outcomeOf(deployed, check)).toEqual({ status: 'pass', finding });
});

test('a cluster that does not answer is reported with advice', async () => {
  deployed = await aDeployment();
  const cluster = () => {
    throw new ClusterError({ finding: 'no answer from the cluster', fault: 'unreachable', advice: 'check the network' });
  };
  expect(await clusterCheck.run({ ...deployed.context, cluster })).toEqual({
    status: 'fail',
    finding: 'no answer from the cluster',
    advice: 'check the network',
  });
});
