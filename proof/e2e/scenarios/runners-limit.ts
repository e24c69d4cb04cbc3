import { suite } from 'node:test';
import { onlyRunnerPod } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';
import { MEDDLE_WITH_FLAGS } from '../scene/hostile-scripts';

/** Limit for the end of the job: its limit of a minute, a minute more, and 90 s to cancel it. */
const JOB_END = { withinSeconds: 8 * 60 };

suite('GitHub: a job takes longer than jobTimeoutMinutes', { concurrency: true }, () => {
  runnerScenario(
    'its runner cancels it and reports that, and the pod ends as it should',
    { name: 'gh-limit', runnerPools: [{ jobTimeoutMinutes: 1 }] },
    async (scene, gitHub) => {
      const job = gitHub.queueOne({ held: true });
      await scene.untilRunning([job]);
      await scene.untilOver([job], JOB_END);
      await eventually('the pod has ended', () => onlyRunnerPod(scene).status?.phase === 'Succeeded');
      await expectRunnerBalance(scene, gitHub, { results: { canceled: 1 } });
    },
  );

  runnerScenario(
    'it has deleted the handover flags that say that it runs, on a warm runner: it is cancelled all the same',
    { name: 'gh-limit-warm', runnerPools: [{ jobTimeoutMinutes: 1, warm: [{ agents: 1 }] }] },
    async (scene, gitHub) => {
      await eventually('the warm runner is online', () => gitHub.runners.some(({ status }) => status === 'online'));
      const job = gitHub.queueOne({ script: MEDDLE_WITH_FLAGS, held: true });
      await scene.untilRunning([job]);
      await scene.untilOver([job], JOB_END);
      await scene.deploy({ runnerPool: { jobTimeoutMinutes: 1, warm: [] } });
      await expectRunnerBalance(scene, gitHub, { pods: 2, results: { canceled: 1 } });
    },
  );
});
