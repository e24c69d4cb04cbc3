import assert from 'node:assert/strict';
import { nameOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import type { GitHubSide } from '../scene/github/git-hub-side';
import { runnerScenario } from '../scene/github/runner-scenario';
import { runDoctorBefore, untilStatusShows } from '../scene/operator-reports';
import { Scaler } from '../scene/scaler';
import { withScalerSettings } from '../scene/scaler-settings';
import type { Scene } from '../scene/scene';
import { sampleValue, scrape } from '../scene/scrape';

const WARM = 2;

/** How long a runner is without its pod before the scaler removes it: 15 minutes without this setting. */
const REAP_MINUTES = 0.2;

const CHECKS = ['github', 'github-sign-in', 'github-permissions', 'github-token-expiry', 'runner-groups'];

runnerScenario(
  'GitHub: signed in with a token, the scaler removes runners whose pods are gone, online or not, and no other runner',
  {
    name: 'gh-ghosts',
    runnerPools: [{ warm: [{ agents: WARM }] }],
    gitHub: { signIn: 'pat', settings: { runnerLostMs: 10_000 } },
    install: withScalerSettings({ AZP_REAP_MINUTES: `${REAP_MINUTES}` }),
  },
  async (scene, gitHub) => {
    const checks = await runDoctorBefore(scene, CHECKS);
    assert.deepEqual(
      checks.map(({ id, status }) => [id, status]),
      CHECKS.map((id) => [id, 'pass']),
      JSON.stringify(checks),
    );

    const notRemoved = gitHub.fake.fault({ method: 'DELETE', path: /\/agents\/\d+/, answer: '503' });
    const [offline = '', online = ''] = await loseIdleRunners(scene, gitHub);
    gitHub.fake.connect(online);
    await untilStatusShows(scene, {
      what: `that ${offline} is left behind`,
      isExpected: ({ code, problems }) => code === 1 && problems.some(({ text }) => text.includes(`runner ${offline} is offline`)),
    });
    notRemoved.remove();

    await eventually(
      () => `the runners of live pods are registered: ${livePods(scene)}; registered: ${runnersThat(gitHub)}`,
      () => livePods(scene).length === WARM && `${livePods(scene)}` === `${runnersThat(gitHub)}`,
    );
    await eventually('the scaler has counted them', async () => (await reaped(scene)) === WARM);
    const job = gitHub.queueOne();
    await scene.untilOver([job]);
    assert.equal(job.inGitHub.result, 'succeeded');
  },
);

/** Deletes the pods of the idle runners while GitHub removes no runner. @returns the names of the runners, which are offline then */
async function loseIdleRunners(scene: Scene, gitHub: GitHubSide): Promise<readonly string[]> {
  const { kubernetes, namespace, pods } = scene;
  await eventually('the runners are idle', () => runnersThat(gitHub, 'online').length === WARM);
  const names = runnersThat(gitHub, 'online');
  for (const name of names) await kubernetes.core.deleteNamespacedPod({ namespace, name, gracePeriodSeconds: 1 });
  const left = () => pods.runnerPods.filter(({ pod, isDeleted }) => !isDeleted && names.includes(nameOf(pod)));
  await eventually('their pods are deleted', () => left().length === 0);
  await eventually('they are offline', () => names.every((name) => runnersThat(gitHub, 'offline').includes(name)));
  return names;
}

/** Names of the registered runners, sorted. @param status by default any */
const runnersThat = ({ runners }: GitHubSide, status?: 'online' | 'offline'): readonly string[] =>
  runners
    .filter((runner) => status === undefined || runner.status === status)
    .map(({ name }) => name)
    .toSorted();

const livePods = ({ pods }: Scene): readonly string[] =>
  pods.runnerPods
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ pod }) => nameOf(pod))
    .toSorted();

/** Number of runners that the replicas have removed. */
async function reaped(scene: Scene): Promise<number> {
  const labels = { entry: scene.scaledJobName() };
  const samples = await Promise.all(new Scaler(scene).readyPods.map((pod) => scrape(scene.kubernetes, scene.namespace, nameOf(pod))));
  return samples.reduce((sum, each) => sum + (sampleValue(each, 'azp_scaler_runners_reaped_total', labels) ?? 0), 0);
}
