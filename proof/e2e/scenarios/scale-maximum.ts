import assert from 'node:assert/strict';
import { balances } from '../scene/balance';
import { mostAtOnce } from '../scene/overlap';
import { scenario } from '../scene/scenario';

scenario(
  '60 jobs at once with a maximum of 20: 60 pods, 20 of them at a time',
  { name: 'most', agentPools: [{ maxAgents: 20 }] },
  async (scene) => {
    scene.queue(60, { seconds: 2 });
    await scene.over(scene.jobs, 360);
    await balances(scene);
    assert.equal(mostAtOnce(scene.pods.agentPods), 20);
  },
);
