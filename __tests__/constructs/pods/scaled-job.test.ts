import { KEDA_VERSIONS, type KedaVersion, scalingPair } from '../../../config/keda-version';
import { aPool, jobOf } from '../../support/pools';

const objectOf = (changes: Parameters<typeof aPool>[0] = {}) => jobOf(aPool(changes));
const VERSIONS = Object.keys(KEDA_VERSIONS) as KedaVersion[];
const triggerOf = (changes: Parameters<typeof aPool>[0] = {}) => objectOf(changes).spec.triggers[0];

test('with KEDA 2.20 and later, agents whose pods are not marked as taken count as on their way to a job', () => {
  expect(objectOf().spec.scalingStrategy).toEqual({ strategy: 'accurate', pendingPodConditions: ['azure-pipelines-agent/Taken'] });
});

test('the default strategy has no name, because the CRD of 2.20.0 rejects it, but an object: Terraform cannot remove one', () => {
  expect(objectOf({ scaling: scalingPair('2.19.0') }).spec.scalingStrategy).toEqual({ multipleScalersCalculation: 'max' });
});

test.each(VERSIONS)('for KEDA %s, the trigger says that jobs which run do not count', (version) => {
  expect(triggerOf({ scaling: scalingPair(version) })?.metadata).toMatchObject({ scaleOnInFlight: 'false' });
});

test('a change of the object does not stop running jobs', () => {
  expect(objectOf().spec.rollout).toEqual({ strategy: 'gradual' });
});

test('it scales from zero to the maximum, and polls at the interval of the config', () => {
  expect(objectOf({ maxAgents: 20, pollingSeconds: 5 }).spec).toMatchObject({
    minReplicaCount: 0,
    maxReplicaCount: 20,
    pollingInterval: 5,
  });
});

test('a Job has one pod, no retry, a deadline, and is deleted after it ends', () => {
  expect(objectOf({ jobTimeoutMinutes: 60, idleMinutes: 5, keepFinishedMinutes: 10 }).spec.jobTargetRef).toMatchObject({
    parallelism: 1,
    completions: 1,
    backoffLimit: 0,
    activeDeadlineSeconds: (15 + 5 + 60) * 60 + (60 + 90 + 120),
    ttlSecondsAfterFinished: 600,
  });
});

test('the number of finished Jobs that are kept is limited', () => {
  expect(objectOf({ keepSucceeded: 3, keepFailed: 7 }).spec).toMatchObject({ successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 7 });
});

test('without demands, the trigger counts jobs of the agent pool whatever they demand', () => {
  expect(triggerOf()).toEqual({
    type: 'azure-pipelines',
    metadata: {
      poolName: 'linux',
      organizationURLFromEnv: 'AZP_URL',
      targetPipelinesQueueLength: '1',
      fetchUnfinishedJobsOnly: 'true',
      scaleOnInFlight: 'false',
    },
    authenticationRef: { name: 'auth' },
  });
});

test('with demands, it counts only jobs that have all of them, whatever else they demand', () => {
  expect(triggerOf({ demands: ['gpu', 'java -equals 21'] })?.metadata).toMatchObject({
    demands: 'gpu,java -equals 21',
    requireAllDemandsAndIgnoreOthers: 'true',
    caseInsensitiveDemandsProcessing: 'true',
  });
});

test('an agent pool may be given by its id', () => {
  expect(triggerOf({ pool: 44 })?.metadata).toMatchObject({ poolID: '44' });
  expect(triggerOf({ pool: 44 })?.metadata).not.toHaveProperty('poolName');
});

test('the URL is read from the environment of the container that has it', () => {
  const { spec } = objectOf();
  const container = spec.jobTargetRef.template.spec?.containers.find(({ name }) => name === spec.envSourceContainerName);
  expect(container?.env).toContainEqual({ name: 'AZP_URL', value: 'https://dev.azure.com/example' });
});
