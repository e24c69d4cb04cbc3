import { scaledJobs } from '../../../../operate/doctor/checks/cluster/scaled-jobs';
import { scaler } from '../../../../operate/doctor/checks/cluster/scaler';
import { scalerDecisions } from '../../../../operate/doctor/checks/cluster/scaler-decisions';
import { partOf } from '../../lib/cluster/support/fake-cluster';
import { aDeployment, type Break, type Deployed, outcomeOf, scaledJob } from '../support/deployed';

let deployed: Deployed;
afterEach(() => deployed.devops.close());

test.each([scaler, scalerDecisions])('without a scaler, its checks are not needed: %#', async (check) => {
  deployed = await aDeployment({ keda: { trigger: 'azure-pipelines' } });
  expect(await outcomeOf(deployed, check)).toEqual({
    status: 'skip',
    finding: 'not needed: with keda.trigger azure-pipelines, KEDA counts the jobs itself',
  });
});

test('a ScaledJob that is left with the other trigger is reported without a scaler, too', async () => {
  deployed = await aDeployment({ keda: { trigger: 'azure-pipelines' } });
  const damage: Break = (cluster) => {
    partOf(scaledJob(cluster), 'spec', 'triggers', 0)['type'] = 'metrics-api';
  };
  expect(await outcomeOf(deployed, scaledJobs, damage)).toMatchObject({
    status: 'fail',
    finding: 'ScaledJob pipelines-linux has the trigger metrics-api, and keda.trigger is azure-pipelines',
  });
});
