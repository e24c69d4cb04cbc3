import { NEWEST_KEDA_VERSION } from '../../../../config/keda-version';
import { triggerAuthentication } from '../../../../operate/doctor/checks/azure-devops/trigger-authentication';
import { kedaKinds } from '../../../../operate/doctor/checks/cluster/keda-kinds';
import { kedaReady } from '../../../../operate/doctor/checks/cluster/keda-ready';
import { kedaVersion } from '../../../../operate/doctor/checks/cluster/keda-version';
import { scaledJobs } from '../../../../operate/doctor/checks/cluster/scaled-jobs';
import type { Draft } from '../../../support/builders';
import { partOf } from '../../lib/cluster/support/fake-cluster';
import { CLIENT_ID } from '../../lib/cluster/support/healthy-cluster';
import {
  aDeployment,
  type Break,
  type Deployed,
  type DeploymentCheck,
  IDENTITY,
  KEDA_COUNTS,
  outcomeOf,
  scaledJob,
} from '../support/deployed';

let deployed: Deployed;
afterEach(() => deployed.devops.close());

const DEPLOY = 'npm run deploy';

const broken: readonly [string, DeploymentCheck, Break, string, string, Draft?][] = [
  [
    'no operator',
    kedaReady,
    (cluster) => cluster.remove('Deployment', 'keda-operator'),
    'there is no Deployment keda-operator in namespace keda: no job gets an agent',
    DEPLOY,
  ],
  [
    'an operator scaled to 0, and webhooks that do not start',
    kedaReady,
    (cluster) => {
      Object.assign(cluster.get('Deployment', 'keda-operator'), {
        spec: { ...partOf(cluster.get('Deployment', 'keda-operator'), 'spec'), replicas: 0 },
        status: {},
      });
      cluster.get('Deployment', 'keda-admission-webhooks')['status'] = {};
    },
    'Deployment keda-operator is scaled to 0; Deployment keda-admission-webhooks has 0 of 1 pods ready',
    'kubectl describe deployment keda-operator --namespace keda; kubectl describe deployment keda-admission-webhooks --namespace keda',
  ],
  [
    'another KEDA',
    kedaVersion,
    (cluster) => {
      partOf(cluster.get('Deployment', 'keda-operator'), 'spec', 'template', 'spec', 'containers', 0)['image'] =
        'ghcr.io/kedacore/keda:2.19.0';
    },
    `KEDA 2.19.0 runs and keda.version is ${NEWEST_KEDA_VERSION}: versions count jobs differently, so there may be too few agents or too many`,
    `${DEPLOY}; to keep KEDA 2.19.0, set keda.version to it first`,
  ],
  [
    'another KEDA whose image is named by its digest',
    kedaVersion,
    (cluster) => {
      const operator = cluster.get('Deployment', 'keda-operator');
      partOf(operator, 'spec', 'template', 'spec', 'containers', 0)['image'] = 'mirror.example/keda@sha256:1234';
      operator.metadata.labels = { 'app.kubernetes.io/version': '2.20.0' };
    },
    `KEDA 2.20.0 runs and keda.version is ${NEWEST_KEDA_VERSION}: versions count jobs differently, so there may be too few agents or too many`,
    `${DEPLOY}; to keep KEDA 2.20.0, set keda.version to it first`,
  ],
  [
    'no kind ScaledJob',
    kedaKinds,
    (cluster) => cluster.remove('CustomResourceDefinition', 'scaledjobs.keda.sh'),
    'the cluster has no CustomResourceDefinition scaledjobs.keda.sh',
    DEPLOY,
  ],
  [
    'a kind that is refused',
    kedaKinds,
    (cluster) => {
      partOf(cluster.get('CustomResourceDefinition', 'triggerauthentications.keda.sh'), 'status')['conditions'] = [
        { type: 'Established', status: 'False', reason: 'NotAccepted', message: 'not all names are accepted' },
      ];
    },
    'CustomResourceDefinition triggerauthentications.keda.sh is not established: not all names are accepted',
    'kubectl describe crd triggerauthentications.keda.sh',
  ],
  [
    'no TriggerAuthentication',
    triggerAuthentication,
    (cluster) => cluster.remove('TriggerAuthentication', 'pipelines-linux'),
    'TriggerAuthentication pipelines-linux does not exist',
    DEPLOY,
    KEDA_COUNTS,
  ],
  [
    'no secret',
    triggerAuthentication,
    (cluster) => cluster.remove('Secret', 'azure-devops-token'),
    'secret azure-devops-token does not exist, and TriggerAuthentication pipelines-linux takes the token from it',
    `set TF_VAR_azp_token, raise azureDevOps.auth.revision, and ${DEPLOY}`,
    KEDA_COUNTS,
  ],
  [
    'a TriggerAuthentication without a secret',
    triggerAuthentication,
    (cluster) => {
      cluster.get('TriggerAuthentication', 'pipelines-linux')['spec'] = {};
    },
    'TriggerAuthentication pipelines-linux names no secret',
    DEPLOY,
    KEDA_COUNTS,
  ],
  [
    'another identity',
    triggerAuthentication,
    (cluster) => {
      partOf(cluster.get('TriggerAuthentication', 'pipelines-linux'), 'spec', 'podIdentity')['identityId'] = 'other';
    },
    `TriggerAuthentication pipelines-linux names identity other, and the agents' service account ${CLIENT_ID}`,
    DEPLOY,
    { ...KEDA_COUNTS, ...IDENTITY },
  ],
  [
    'a service account without an identity',
    triggerAuthentication,
    (cluster) => {
      cluster.get('ServiceAccount', 'azure-pipelines-agent').metadata.annotations = {};
    },
    'service account azure-pipelines-agent has no annotation azure.workload.identity/client-id',
    DEPLOY,
    { ...KEDA_COUNTS, ...IDENTITY },
  ],
  [
    'a token where an identity should be',
    triggerAuthentication,
    (cluster) => {
      partOf(cluster.get('TriggerAuthentication', 'pipelines-linux'), 'spec')['podIdentity'] = undefined;
    },
    'TriggerAuthentication pipelines-linux names no identity',
    DEPLOY,
    { ...KEDA_COUNTS, ...IDENTITY },
  ],
  [
    'no ScaledJob',
    scaledJobs,
    (cluster) => cluster.remove('ScaledJob', 'pipelines-linux'),
    'ScaledJob pipelines-linux does not exist: no job gets an agent',
    DEPLOY,
  ],
  [
    'a ScaledJob whose trigger fails',
    scaledJobs,
    (cluster) => {
      const message = 'Triggers defined in ScaledJob are not working correctly';
      partOf(scaledJob(cluster), 'status')['conditions'] = [{ type: 'Ready', status: 'False', reason: 'TriggerError', message }];
    },
    'ScaledJob pipelines-linux is not ready: TriggerError: Triggers defined in ScaledJob are not working correctly',
    "see the trigger's error in the events of kubectl describe scaledjob pipelines-linux --namespace pipelines-agents; check the organisation, the agent pool's name and the token",
    KEDA_COUNTS,
  ],
  [
    'a ScaledJob that KEDA has not seen',
    scaledJobs,
    (cluster) => {
      scaledJob(cluster)['status'] = {};
    },
    'KEDA has not reconciled ScaledJob pipelines-linux',
    'is the operator ready? kubectl logs deployment/keda-operator --namespace keda',
  ],
  [
    'a paused ScaledJob',
    scaledJobs,
    (cluster) => {
      scaledJob(cluster).metadata.annotations = { 'autoscaling.keda.sh/paused': 'true' };
    },
    'ScaledJob pipelines-linux is paused',
    'kubectl annotate scaledjob pipelines-linux --namespace pipelines-agents autoscaling.keda.sh/paused-',
  ],
];

test.each(broken)('%s is reported', async (...[_, check, breakIt, finding, advice, changes]) => {
  deployed = await aDeployment(changes);
  expect(await outcomeOf(deployed, check, breakIt)).toEqual({ status: 'fail', finding, advice });
});

test('a KEDA of unknown version is a warning', async () => {
  deployed = await aDeployment();
  partOf(deployed.cluster.get('Deployment', 'keda-operator'), 'spec', 'template', 'spec', 'containers', 0)['image'] =
    'mirror.example/keda:latest';
  expect(await kedaVersion.run(deployed.context)).toEqual({
    status: 'warn',
    finding: 'neither image mirror.example/keda:latest nor the labels state a version',
    advice: `compare it with keda.version ${NEWEST_KEDA_VERSION}`,
  });
});

describe('the time that KEDA 2.21 has for the Jobs of a poll', () => {
  const outcomeWith = async (env: readonly object[]) => {
    deployed = await aDeployment();
    partOf(deployed.cluster.get('Deployment', 'keda-operator'), 'spec', 'template', 'spec', 'containers', 0)['env'] = env;
    return kedaVersion.run(deployed.context);
  };
  const timeout = (value: string) => ({ name: 'KEDA_KUBERNETES_API_TIMEOUT', value });

  test.each([
    ['not set', []],
    ["5s, the chart's default", [timeout('5s')]],
    ['29s', [timeout('29s')]],
    ['soon', [timeout('soon')]],
    ['set twice, of which the last counts', [timeout('30s'), timeout('5s')]],
  ])('is a warning if it is %s', async (_, env) => {
    expect(await outcomeWith(env)).toEqual({
      status: 'warn',
      finding: `KEDA_KUBERNETES_API_TIMEOUT of Deployment keda-operator is ${env.at(-1)?.value ?? 'not set'}, and KEDA ${NEWEST_KEDA_VERSION} stops creating the Jobs of a poll that long after the polling interval`,
      advice: `${DEPLOY}; if another release installs KEDA, set operator.kubernetesApiTimeout to 30s in the values of its chart`,
    });
  });

  test.each(['30s', '1m', '300s'])('may be %s', async (value) => {
    expect(await outcomeWith([timeout(value)])).toHaveProperty('status', 'pass');
  });
});
