import assert from 'node:assert/strict';
import { expectBalance, isUnfinished } from '../scene/balance';
import { mostConcurrentPods } from '../scene/concurrent-pods';
import { nameOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { untilQueueRead } from '../scene/queue-reads';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

const WARM = { warm: [{ agents: 2 }] };

scenario(
  'two warm agents: there are always two idle ones, replaced when taken, evicted or of an old image, and gone without the option',
  { name: 'warm', agentPools: [WARM] },
  async (scene) => {
    await untilIdleAgents(scene, 2);
    const [job] = scene.queue(1, { held: true });
    await scene.untilRunning(scene.jobs);
    await untilIdleAgents(scene, 2);
    assert.equal(scene.pods.agentPods.length, 3);
    job?.release();
    await scene.untilOver(scene.jobs);
    await untilQueueRead(scene, 10);
    assert.equal(scene.pods.agentPods.length, 3, 'a finished job changes nothing');

    const [evicted] = idleAgents(scene);
    await scene.kubernetes.core.deleteNamespacedPod({ namespace: scene.namespace, name: evicted ?? '' });
    await eventually('another agent has replaced the evicted one', () => !idleAgents(scene).includes(evicted ?? ''));
    await untilIdleAgents(scene, 2);
    assert.equal(scene.pods.agentPods.length, 4);

    const { secondImage } = scene.environment;
    await scene.deploy({ image: secondImage });
    const newImages = () => unfinished(scene).filter(({ pod }) => pod.spec?.containers[0]?.image === secondImage);
    await eventually('both agents have the new image', () => newImages().length === 2 && idleAgents(scene).length === 2, {
      withinSeconds: 420,
    });
    assert.equal(scene.pods.agentPods.length, 6);
    assert.ok(mostConcurrentPods(scene.pods.agentPods) <= 4, 'agents are replaced one after the other');

    await scene.deploy({ entry: { warm: [] }, image: secondImage });
    await expectBalance(scene, { pods: 6 });
  },
);

const unfinished = (scene: Scene) => scene.pods.agentPods.filter(isUnfinished);

/** Names of the agents that wait for a job. */
const idleAgents = (scene: Scene): readonly string[] =>
  scene.agents
    .filter(({ status, enabled }) => status === 'online' && enabled)
    .map(({ name }) => name)
    .filter((name) => !scene.jobs.some(({ inDevOps, isRunning }) => isRunning && inDevOps.agentName === name))
    .filter((name) => unfinished(scene).some(({ pod }) => nameOf(pod) === name));

async function untilIdleAgents(scene: Scene, count: number): Promise<void> {
  await eventually(
    () => `${count} agents wait for a job; so far ${idleAgents(scene)}`,
    () => idleAgents(scene).length === count,
  );
}
