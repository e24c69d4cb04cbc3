import assert from 'node:assert/strict';
import { expectBalance } from '../scene/balance';
import { scenario } from '../scene/scenario';
import type { TestJob } from '../scene/test-job';

const AGENT_POOLS = [
  { name: 'small', pool: 'shared', maxAgents: 2 },
  { name: 'large', pool: 'shared', memory: '300Mi', capabilities: { gpu: 'a100' } },
];

scenario(
  'two entries of one agent pool overlap: the smallest that fits creates the agent, and the other one helps at its maximum',
  { name: 'overlap', agentPools: AGENT_POOLS },
  async (scene) => {
    const demanding = scene.queue(1, { demands: ['gpu -equals A100'], held: true });
    await scene.untilRunning(demanding);
    assert.deepEqual(entriesOf(demanding), [scene.scaledJobName('large')]);
    const modest = scene.queue(2, { held: true });
    await scene.untilRunning(modest);
    assert.deepEqual(entriesOf(modest), [scene.scaledJobName('small'), scene.scaledJobName('small')]);
    const next = scene.queue(1, { held: true });
    await scene.untilRunning(next);
    assert.deepEqual(entriesOf(next), [scene.scaledJobName('large')]);
    for (const job of scene.jobs) job.release();
    await expectBalance(scene);
  },
);

/** The ScaledJobs whose agents ran the jobs. */
const entriesOf = (jobs: readonly TestJob[]) => jobs.map(({ inDevOps }) => inDevOps.agentName?.slice(0, -'-xxxxx-xxxxx'.length));
