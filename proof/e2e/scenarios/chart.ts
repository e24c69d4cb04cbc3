import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { V1Pod } from '@kubernetes/client-node';
import { FIXED_NAMES } from '../../../config/names';
import { expectBalance } from '../scene/balance';
import { chartInstaller, releaseIn, WAIT } from '../scene/chart-release';
import { nameOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import type { GitHubSide } from '../scene/github/git-hub-side';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';
import { objectsIn } from '../scene/objects-in';
import type { SeenPod } from '../scene/pod-watch';
import type { Scene } from '../scene/scene';
import type { SceneJob } from '../scene/scene-job';
import { writeTestChart } from '../scene/test-chart';

/** What Kubernetes itself puts into each namespace, and what the chart's user did before the installation. */
const LEFT = [
  'ConfigMap/kube-root-ca.crt',
  `Secret/${FIXED_NAMES.tokenSecret}`,
  `Secret/${FIXED_NAMES.gitHubSecret}`,
  'ServiceAccount/default',
];

runnerScenario(
  'the chart, by Helm, with an agent pool and a runner pool: installed, upgraded, rolled back and uninstalled during jobs, none is lost',
  { name: 'chart', agentPools: [{}], install: chartInstaller(writeTestChart()) },
  async (scene, gitHub) => {
    const { image, secondImage, runnerImage } = scene.environment;
    const helm = releaseIn(scene.namespace);
    const first = await startJobs(scene, gitHub);
    const installed = [`${image} 10m`, `${runnerImage} 10m`];
    assert.deepEqual(podSettings(scene), installed.toSorted(), 'each job has one pod');

    await scene.deploy({ entry: { cpu: '20m' }, runnerPool: { cpu: '20m' }, image: secondImage });
    await startJobs(scene, gitHub);
    const upgraded = [`${secondImage} 20m`, `${runnerImage} 20m`];
    assert.deepEqual(podSettings(scene), [...installed, ...upgraded].toSorted());
    assert.deepEqual(endingPods(scene), []);

    await helm.rollback(WAIT);
    await startJobs(scene, gitHub);
    assert.deepEqual(podSettings(scene), [...installed, ...upgraded, ...installed].toSorted());
    assert.deepEqual(endingPods(scene), []);
    const revisions = (await helm.history()).map(({ revision, status }) => `${revision} ${status}`);
    assert.deepEqual(revisions, ['1 superseded', '2 superseded', '3 deployed']);
    for (const job of first) job.release();
    await scene.untilOver(first);

    await helm.uninstall(WAIT);
    await untilOnlyLeft(scene, (name) => !name.startsWith('Pod/'));
    const running = allJobs(scene, gitHub).filter(({ isRunning }) => isRunning);
    assert.equal(running.length, 4, 'jobs continue within the grace period of their pods');
    for (const { takenBy = '' } of running) assert.ok(endingPods(scene).includes(takenBy), takenBy);
    for (const job of running) job.release();
    await expectBalance(scene);
    await expectRunnerBalance(scene, gitHub);
    await untilOnlyLeft(scene, () => true);
    expectLeftInServices(scene, gitHub);
  },
);

/** Queues a held job in each service, and waits until every job runs. @returns the two jobs */
async function startJobs(scene: Scene, gitHub: GitHubSide): Promise<readonly SceneJob[]> {
  const jobs = [scene.queueOne({ held: true }), gitHub.queueOne({ held: true })];
  await scene.untilRunning(allJobs(scene, gitHub));
  return jobs;
}

const allJobs = (scene: Scene, gitHub: GitHubSide): readonly SceneJob[] => [...scene.jobs, ...gitHub.jobs];

/** Pods of jobs, of both services, that there have ever been. */
const podsOf = ({ pods }: Scene): readonly SeenPod[] => [...pods.agentPods, ...pods.runnerPods];

/** Names of the pods of jobs that have been asked to end and have not ended. */
const endingPods = (scene: Scene): readonly string[] =>
  podsOf(scene)
    .filter(({ pod, isDeleted }) => !isDeleted && pod.metadata?.deletionTimestamp !== undefined)
    .map(({ pod }) => nameOf(pod));

/** Image and CPU of each pod of a job, sorted. */
const podSettings = (scene: Scene): readonly string[] =>
  podsOf(scene)
    .map(({ pod }) => settingsOf(pod))
    .toSorted();

function settingsOf({ spec }: V1Pod): string {
  const container = spec?.containers.find(({ name }) => name === 'agent' || name === 'runner');
  return `${container?.image} ${container?.resources?.requests?.['cpu']}`;
}

/** Waits until the objects of the namespace with certain names are those that were there before the installation. */
async function untilOnlyLeft({ kubernetes, namespace }: Scene, counts: (name: string) => boolean): Promise<void> {
  let found: readonly string[] = [];
  await eventually(
    () => `only ${LEFT} are left in the namespace; there are ${found}`,
    async () => {
      found = (await objectsIn(kubernetes, namespace)).filter(counts);
      return isDeepStrictEqual(found, LEFT);
    },
    { withinSeconds: 60 },
  );
}

/** An agent that is disabled keeps the agent pool from refusing jobs, and a scale set keeps its workflows' jobs. Nothing deletes either. */
function expectLeftInServices(scene: Scene, gitHub: GitHubSide): void {
  const placeholders = scene.placeholders.map(({ name, status, enabled }) => ({ name, status, enabled }));
  assert.deepEqual(placeholders, [{ name: `${scene.scaledJobName()}-placeholder`, status: 'offline', enabled: false }]);
  const scaleSets = gitHub.fake.scaleSets.map(({ name, capacity }) => ({ name, hasSession: capacity !== undefined }));
  assert.deepEqual(scaleSets, [{ name: 'gh-linux', hasSession: false }]);
}
