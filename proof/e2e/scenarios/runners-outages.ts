import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../scene/eventually';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';

const OUTAGE_MS = 20_000;

/** Every path, except those that only the fake has, for its stub runners. */
const ALL_PATHS = /^(?!.*\/_runner\/)/;

/** How often the two replicas are refused a session before one gets it. */
const CONFLICTS = 4;

suite('GitHub fails', { concurrency: true }, () => {
  for (const [name, answer] of [
    ['503', '503'],
    ['429', { status: 429, retryAfter: 5 }],
  ] as const)
    runnerScenario(
      `${name} for a while: running jobs continue, queued jobs run afterwards`,
      { name: `gh-out-${name}` },
      async (scene, gitHub) => {
        const [running] = gitHub.queue(1, { held: true });
        await scene.untilRunning(gitHub.jobs);
        const fault = gitHub.fake.fault({ answer, path: ALL_PATHS });
        // Polls that were held before the outage may still report jobs that are queued now.
        const queued = gitHub.queue(3);
        await delay(OUTAGE_MS);
        assert.ok(fault.hits > 0);
        assert.deepEqual(
          queued.map(({ starts }) => starts),
          [0, 0, 0],
        );
        assert.ok(running?.isRunning, `${running}`);
        fault.remove();
        await scene.untilOver(queued);
        running.release();
        await expectRunnerBalance(scene, gitHub);
      },
    );

  runnerScenario(
    'the session of a scaler before is still open: this one tries again, and then jobs run',
    {
      name: 'gh-conflict',
      gitHub: {
        prepare: ({ fake }) => void fake.fault({ method: 'POST', path: /\/sessions(\?|$)/, answer: '409-session', times: CONFLICTS }),
      },
    },
    async (scene, gitHub) => {
      const refused = gitHub.fake.requests.filter(({ path, status }) => /\/sessions$/.test(path) && status === 409);
      assert.ok(refused.length >= CONFLICTS, `${refused.length}`);
      gitHub.queue(2);
      await expectRunnerBalance(scene, gitHub);
    },
  );

  runnerScenario(
    'the scale set is deleted while a job runs: it is created again, and queued jobs run',
    { name: 'gh-deleted' },
    async (scene, gitHub) => {
      const running = gitHub.queueOne({ held: true });
      await scene.untilRunning([running]);
      const [set] = gitHub.fake.scaleSets;
      gitHub.fake.switches.deleteScaleSet(set?.id ?? 0);
      await scene.untilOver(gitHub.queue(2));
      assert.notEqual(gitHub.fake.scaleSets[0]?.id, set?.id);
      assert.ok(running.isRunning, `${running}`);
      running.release();
      await expectRunnerBalance(scene, gitHub);
    },
  );

  runnerScenario(
    'the scale set is deleted while a runner is idle: the runner, which gets no job any more, is replaced',
    { name: 'gh-deleted-idle', runnerPools: [{ warm: [{ agents: 1 }] }] },
    async (scene, gitHub) => {
      const idle = () => gitHub.runners.filter(({ status }) => status === 'online');
      await eventually('a runner is idle', () => idle().length === 1);
      const old = gitHub.fake.scaleSets[0]?.id ?? 0;
      gitHub.fake.switches.deleteScaleSet(old);
      await eventually('only a runner of another scale set is idle', () => idle().length === 1 && idle()[0]?.scaleSetId !== old);
      const [replacement] = idle();
      const job = gitHub.queueOne();
      await scene.untilOver([job]);
      assert.equal(job.takenBy, replacement?.name);
      await eventually('the runner that took the job is replaced', () => idle().some(({ name }) => name !== replacement?.name));
      await scene.deploy({ runnerPool: { warm: [] } });
      await expectRunnerBalance(scene, gitHub, { pods: 3 });
    },
  );

  runnerScenario(
    'the answer to the JIT configuration is lost: the runner is made again, and none is left behind',
    { name: 'gh-lost' },
    async (scene, gitHub) => {
      const lost = gitHub.fake.fault({ method: 'POST', path: /generatejitconfig/, answer: 'lost-answer', times: 1 });
      gitHub.queue(1);
      await scene.untilOver(gitHub.jobs);
      assert.equal(lost.hits, 1);
      await expectRunnerBalance(scene, gitHub);
      const answers = gitHub.fake.requests.filter(({ path }) => /generatejitconfig$/.test(path)).map(({ status }) => status);
      assert.deepEqual(answers.slice(1), [409, 200], 'the name is taken until the first one is removed');
    },
  );

  runnerScenario(
    'GitHub loses the job of a runner: another runner gets it, and the first one ends',
    { name: 'gh-ghost' },
    async (scene, gitHub) => {
      gitHub.fake.switches.loseAssignments();
      gitHub.queue(1);
      await scene.untilOver(gitHub.jobs);
      await eventually('there were two pods', () => scene.pods.runnerPods.length === 2);
      await expectRunnerBalance(scene, gitHub, { pods: 2 });
    },
  );
});
