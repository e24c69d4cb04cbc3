import { onlyRunnerPod } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';

/** Limit for the end of the job: its limit of a minute, a minute more, and 90 s to cancel it. */
const JOB_END_SECONDS = 8 * 60;

runnerScenario(
  'GitHub: a job takes longer than jobTimeoutMinutes: its runner cancels it and reports that, and the pod ends as it should',
  { name: 'gh-limit', runnerPools: [{ jobTimeoutMinutes: 1 }] },
  async (scene, gitHub) => {
    const job = gitHub.queueOne({ held: true });
    await scene.untilRunning([job]);
    await scene.untilOver([job], { withinSeconds: JOB_END_SECONDS });
    await eventually('the pod has ended', () => onlyRunnerPod(scene).status?.phase === 'Succeeded');
    await expectRunnerBalance(scene, gitHub, { results: { canceled: 1 } });
  },
);
