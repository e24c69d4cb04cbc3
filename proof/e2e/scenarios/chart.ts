import assert from 'node:assert/strict';
import type { V1Pod } from '@kubernetes/client-node';
import { FIXED_NAMES } from '../../../config/names';
import { expectBalance } from '../scene/balance';
import { chartInstaller, releaseIn, WAIT } from '../scene/chart-release';
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
  'the chart, by Helm, with an agent pool and a runner pool: installed, upgraded and rolled back during jobs, uninstalled, no job is lost',
  { name: 'chart', agentPools: [{}], install: chartInstaller(writeTestChart()) },
  async (scene, gitHub) => {
    const { image, secondImage, runnerImage } = scene.environment;
    const helm = releaseIn(scene.namespace);
    await startJobs(scene, gitHub, 2);
    const installed = [`${image} 10m`, `${image} 10m`, `${runnerImage} 10m`, `${runnerImage} 10m`];
    assert.deepEqual(podSettings(scene), installed.toSorted(), 'each job has one pod');

    await scene.deploy({ entry: { cpu: '20m' }, runnerPool: { cpu: '20m' }, image: secondImage });
    await startJobs(scene, gitHub, 1);
    const upgraded = [`${secondImage} 20m`, `${runnerImage} 20m`];
    assert.deepEqual(podSettings(scene), [...installed, ...upgraded].toSorted());

    await helm.rollback(WAIT);
    await startJobs(scene, gitHub, 1);
    assert.deepEqual(podSettings(scene), [...installed, ...upgraded, `${image} 10m`, `${runnerImage} 10m`].toSorted());
    const revisions = (await helm.history()).map(({ revision, status }) => `${revision} ${status}`);
    assert.deepEqual(revisions, ['1 superseded', '2 superseded', '3 deployed']);
    releaseAll(scene, gitHub);
    await expectBalance(scene);
    await expectRunnerBalance(scene, gitHub);

    await startJobs(scene, gitHub, 1);
    await helm.uninstall(WAIT);
    await eventually('the pods of both jobs are asked to end', () => podsOf(scene).filter(isEnding).length === 2);
    assert.ok(
      allJobs(scene, gitHub)
        .slice(-1)
        .every(({ isRunning }) => isRunning),
      'the jobs continue',
    );
    releaseAll(scene, gitHub);
    await expectBalance(scene);
    await expectRunnerBalance(scene, gitHub);
    await expectOnlyLeftovers(scene, gitHub);
  },
);

/** Queues held jobs in both services, and waits until every job runs that is not over. */
async function startJobs(scene: Scene, gitHub: GitHubSide, ofEach: number): Promise<void> {
  scene.queue(ofEach, { held: true });
  gitHub.queue(ofEach, { held: true });
  await scene.untilRunning(allJobs(scene, gitHub).filter(({ isOver }) => !isOver));
}

const allJobs = (scene: Scene, gitHub: GitHubSide): readonly SceneJob[] => [...scene.jobs, ...gitHub.jobs];

function releaseAll(scene: Scene, gitHub: GitHubSide): void {
  for (const job of allJobs(scene, gitHub)) job.release();
}

/** Pods of jobs, of both services, that there have ever been. */
const podsOf = ({ pods }: Scene): readonly SeenPod[] => [...pods.agentPods, ...pods.runnerPods];

const isEnding = ({ pod, isDeleted }: SeenPod): boolean => !isDeleted && pod.metadata?.deletionTimestamp !== undefined;

/** Image and CPU of each pod of a job, sorted. */
const podSettings = (scene: Scene): readonly string[] =>
  podsOf(scene)
    .map(({ pod }) => settingsOf(pod))
    .toSorted();

function settingsOf({ spec }: V1Pod): string {
  const container = spec?.containers.find(({ name }) => name === 'agent' || name === 'runner');
  return `${container?.image} ${container?.resources?.requests?.['cpu']}`;
}

/** Waits until the namespace contains only what was there before the installation, and compares what is left in both services. */
async function expectOnlyLeftovers(scene: Scene, gitHub: GitHubSide): Promise<void> {
  let left: readonly string[] = [];
  await eventually(
    () => `nothing of the chart is left in the namespace; there are ${left}`,
    async () => {
      left = await objectsIn(scene.kubernetes, scene.namespace);
      return left.length <= LEFT.length;
    },
  );
  assert.deepEqual(left, LEFT);
  const placeholders = scene.placeholders.map(({ name, status, enabled }) => ({ name, status, enabled }));
  assert.deepEqual(placeholders, [{ name: `${scene.scaledJobName()}-placeholder`, status: 'offline', enabled: false }]);
  assert.deepEqual(
    gitHub.fake.scaleSets.map(({ name }) => name),
    ['gh-linux'],
  );
}
