import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { expectBalance, untilIdle } from '../scene/balance';
import { nameOf } from '../scene/containers';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

/** More than the scaler needs to recognise a stream. */
const JOBS = 25;
const INTERVAL_MS = 3_000;

scenario(
  'a steady stream with anticipate: agents are there before their jobs, and none is left after it',
  { name: 'ahead', agentPools: [{ anticipate: true }] },
  async (scene, say) => {
    for (let job = 0; job < JOBS; job++) {
      scene.queue(1, { seconds: 2 });
      await delay(INTERVAL_MS);
    }
    await scene.untilOver(scene.jobs);
    await untilIdle(scene);
    const ahead = jobsOfWaitingAgents(scene);
    say(`${ahead} of ${JOBS} jobs got an agent that was there before; ${scene.pods.agentPods.length} pods`);
    assert.ok(ahead > 0, 'an agent was there before its job');
    await expectBalance(scene, { pods: scene.pods.agentPods.length });
  },
);

/** How many jobs got an agent whose pod was created before they were queued. Kubernetes states whole seconds, rounded down. */
function jobsOfWaitingAgents({ jobs, pods }: Scene): number {
  const createdAt = new Map(pods.agentPods.map(({ pod }) => [nameOf(pod), pod.metadata?.creationTimestamp?.getTime() ?? Number.NaN]));
  return jobs.filter(({ inDevOps, takenBy }) => (createdAt.get(takenBy ?? '') ?? Number.NaN) + 1000 <= inDevOps.record.queueTime).length;
}
