import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { killProgram, onlyRunnerPod, statusOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';

/** In GitHub, a job fails when its runner has not renewed its lock for 10 minutes. */
const SETTINGS = { jobLockMs: 20_000 };

suite('GitHub: SIGKILL', { concurrency: true }, () => {
  runnerScenario(
    'of the runner: its job fails when the lock expires and is not run again, and the runner is removed',
    { name: 'gh-kill', gitHub: { settings: SETTINGS } },
    async (scene, gitHub) => {
      const job = gitHub.queueOne({ held: true });
      await scene.untilRunning([job]);
      await killProgram(scene, onlyRunnerPod(scene), 'runner');
      await eventually('the pod has failed', () => onlyRunnerPod(scene).status?.phase === 'Failed');
      assert.equal(statusOf(onlyRunnerPod(scene), 'runner')?.state?.terminated?.exitCode, 137);
      await expectRunnerBalance(scene, gitHub, { results: { failed: 1 } });
    },
  );

  runnerScenario(
    'of the registrar: the job continues, and nothing is left of its runner',
    { name: 'gh-registrar' },
    async (scene, gitHub) => {
      const job = gitHub.queueOne({ held: true });
      await scene.untilRunning([job]);
      await killProgram(scene, onlyRunnerPod(scene), 'registrar');
      await eventually('the registrar was restarted and runs', () => {
        const { restartCount, state } = statusOf(onlyRunnerPod(scene), 'registrar') ?? {};
        return restartCount === 1 && state?.running !== undefined;
      });
      assert.ok(job.isRunning, `${job}`);
      job.release();
      await expectRunnerBalance(scene, gitHub);
      await eventually('the pod has succeeded', () => onlyRunnerPod(scene).status?.phase === 'Succeeded');
    },
  );
});
