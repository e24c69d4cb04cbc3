import assert from 'node:assert/strict';
import { eventually } from '../scene/eventually';
import type { GitHubSide } from '../scene/github/git-hub-side';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';

runnerScenario(
  'GitHub: a warm runner: there is always an idle one, replaced when taken, and gone without the option',
  { name: 'gh-warm', runnerPools: [{ warm: [{ agents: 1 }] }] },
  async (scene, gitHub) => {
    const warm = await untilOneIdle(gitHub);
    const job = gitHub.queueOne({ held: true });
    await scene.untilRunning([job]);
    assert.equal(job.takenBy, warm);
    await untilOneIdle(gitHub);
    assert.equal(scene.pods.runnerPods.length, 2);
    job.release();
    await scene.untilOver([job]);
    await scene.deploy({ runnerPool: { warm: [] } });
    await expectRunnerBalance(scene, gitHub, { pods: 2 });
  },
);

/** Waits until exactly one runner waits for a job. Returns its name. */
async function untilOneIdle(gitHub: GitHubSide): Promise<string> {
  const idle = () => gitHub.runners.filter(({ status, jobId }) => status === 'online' && jobId === undefined);
  await eventually('one runner waits for a job', () => idle().length === 1);
  return idle()[0]?.name ?? '';
}
