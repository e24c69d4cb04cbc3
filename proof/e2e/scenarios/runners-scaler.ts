import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import { nameOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import type { GitHubSide } from '../scene/github/git-hub-side';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';
import { Scaler } from '../scene/scaler';

const AWAY_MS = 20_000;

/** GitHub keeps the session of a replica that is gone. This is shorter than there, where it is about 90 s. */
const SETTINGS = { sessionExpiryMs: 15_000, longPollMs: 10_000 };

suite('GitHub: the scaler fails', { concurrency: true }, () => {
  runnerScenario(
    'the replica with the session is killed, then frozen: the other one takes over, and each job gets one pod',
    { name: 'gh-replica', gitHub: { settings: SETTINGS } },
    async (scene, gitHub) => {
      const scaler = new Scaler(scene);
      await scaler.untilReady(2);
      const running = gitHub.queueOne({ held: true });
      await scene.untilRunning([running]);

      const first = withSession(scaler, gitHub);
      scaler.signal(first, 'SIGKILL');
      await scene.untilOver(gitHub.queue(2));

      await scaler.untilReady(2);
      const second = withSession(scaler, gitHub);
      scaler.signal(second, 'SIGSTOP');
      await scene.untilOver(gitHub.queue(2));
      scaler.signal(second, 'SIGCONT');
      await scene.untilOver(gitHub.queue(2));
      assert.ok(running.isRunning, `${running}`);
      running.release();
      await expectRunnerBalance(scene, gitHub);
    },
  );

  runnerScenario(
    'both replicas are gone: they leave no session, running jobs continue and queued jobs wait',
    { name: 'gh-both-gone' },
    async (scene, gitHub) => {
      const scaler = new Scaler(scene);
      await scaler.untilReady(2);
      const running = gitHub.queueOne({ held: true });
      await scene.untilRunning([running]);
      await scaler.scale(0);
      await eventually('there is no session', () => gitHub.fake.scaleSets.every(({ sessionOwner }) => sessionOwner === undefined));
      const waiting = gitHub.queue(3);
      await delay(AWAY_MS);
      assert.deepEqual(
        waiting.map(({ starts }) => starts),
        [0, 0, 0],
      );
      assert.ok(running.isRunning, `${running}`);
      await scaler.scale(2);
      await scene.untilOver(waiting);
      running.release();
      await expectRunnerBalance(scene, gitHub);
    },
  );
});

/** The replica that has the session of the only scale set. */
function withSession({ pods }: Scaler, { fake }: GitHubSide): V1Pod {
  const owner = fake.scaleSets[0]?.sessionOwner;
  const found = pods.find((pod) => nameOf(pod) === owner);
  assert.ok(found, `no pod of the scaler is called ${owner}`);
  return found;
}
