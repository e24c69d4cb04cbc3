import assert from 'node:assert/strict';
import { expectBalance } from '../scene/balance';
import { mostConcurrentPods } from '../scene/concurrent-pods';
import { scenario } from '../scene/scenario';

scenario(
  '60 jobs together with a maximum of 20: 60 pods, 20 of them at a time',
  { name: 'most', agentPools: [{ maxAgents: 20 }] },
  async (scene) => {
    scene.queue(60, { seconds: 2 });
    await scene.untilOver(scene.jobs, { withinSeconds: 360 });
    await expectBalance(scene);
    assert.equal(mostConcurrentPods(scene.pods.agentPods), 20);
  },
);
