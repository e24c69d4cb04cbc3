import { execute } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';
import type { SeenPod } from '../scene/pod-watch';
import type { Scene } from '../scene/scene';

runnerScenario(
  'GitHub: the key of the App is replaced while jobs run: scaler and registrars continue with the new one',
  { name: 'gh-key' },
  async (scene, gitHub) => {
    const running = gitHub.queue(2, { held: true });
    await scene.untilRunning(running);
    const pods = [...scene.pods.runnerPods];

    const key = gitHub.app.addKey();
    await scene.deployment.putGitHubKey(key);
    gitHub.app.removeKey(gitHub.key);
    // New pods have the new key from their start.
    await scene.untilOver(gitHub.queue(2));
    // The kubelet updates a mounted secret about once a minute.
    for (const pod of pods) await eventually('a registrar has the new key', () => hasKey(scene, pod, key));
    // Everything that was made with the old key ends, so whoever still needs something signs in again.
    gitHub.fake.switches.revokeTokens('installation');
    gitHub.fake.switches.revokeTokens('registration');
    gitHub.fake.switches.revokeTokens('admin');
    gitHub.fake.switches.revokeTokens('queue');
    await scene.untilOver(gitHub.queue(2));
    for (const job of running) job.release();
    await expectRunnerBalance(scene, gitHub);
  },
);

async function hasKey(scene: Scene, { pod }: SeenPod, key: string): Promise<boolean> {
  const { stdout } = await execute(scene, pod, 'registrar', ['cat', '/var/run/secrets/github/private-key']);
  return stdout.trim() === key.trim();
}
