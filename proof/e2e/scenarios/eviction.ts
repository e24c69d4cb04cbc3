import assert from 'node:assert/strict';
import type { V1Pod } from '@kubernetes/client-node';
import { expectBalance } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { evict, hasOtherNode, whileDrained } from '../scene/eviction';
import { isReady } from '../scene/is-ready';
import type { SeenPod } from '../scene/pod-watch';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

scenario('a busy agent is evicted: its job succeeds, and the next job gets another pod', { name: 'evict' }, async (scene) => {
  const [job] = scene.queue(1, { held: true });
  await scene.untilRunning(scene.jobs);
  assert.equal(await evict(scene, agentPod(scene)), 'evicted');
  await untilTerminating(scene);
  await scene.untilOver(scene.queue(1));
  assert.ok(job?.isRunning, `${job}`);
  job.release();
  await expectBalance(scene);
});

// An idle agent would wait for half an hour, so only the eviction can end it sooner.
scenario(
  'an idle agent is evicted: it deregisters and takes no other job',
  { name: 'idle', agentPools: [{ idleMinutes: 30 }] },
  async (scene) => {
    const [cancelled] = scene.queue(1);
    await eventually('KEDA has created a pod', () => scene.pods.agentPods.length === 1);
    if (cancelled) scene.devops.cancelJob(cancelled.inDevOps);
    await eventually('an agent is online', () => scene.agents.some(({ status }) => status === 'online'));
    assert.equal(await evict(scene, agentPod(scene)), 'evicted');
    await eventually('every agent is disabled', () => scene.agents.every(({ enabled }) => !enabled));
    scene.queue(1);
    await expectBalance(scene, { pods: 2, results: { canceled: 1, succeeded: 1 }, neverStarted: 1 });
  },
);

scenario(
  'a PodDisruptionBudget prevents the eviction of a busy agent',
  { name: 'budget', agentPools: [{ podDisruptionBudget: true }] },
  async (scene) => {
    const [job] = scene.queue(1, { held: true });
    await scene.untilRunning(scene.jobs);
    assert.equal(await evict(scene, agentPod(scene)), 'refused');
    assert.equal(agentPod(scene).metadata?.deletionTimestamp, undefined);
    job?.release();
    await expectBalance(scene);
  },
);

scenario("the placeholder's pod is evicted: another one replaces it, and the queue stays open", { name: 'held-open' }, async (scene) => {
  const [first] = scene.pods.placeholderPods;
  assert.ok(first);
  assert.equal(await evict(scene, first.pod), 'evicted');
  scene.queue(1);
  await untilPlaceholderReplaced(scene, first.pod);
  await expectBalance(scene);
  await scene.untilPlaceholdersReady();
});

scenario('a node is drained: the job on it succeeds, and others run on another node', { name: 'drain' }, async (scene) => {
  const [job] = scene.queue(1, { held: true });
  await scene.untilRunning(scene.jobs);
  const node = agentPod(scene).spec?.nodeName ?? '';
  await whileDrained(scene, node, async () => {
    await untilTerminating(scene);
    const later = scene.queue(2);
    await eventually('KEDA has created two more pods', () => scene.pods.agentPods.length === 3);
    if (await hasOtherNode(scene, node)) await scene.untilOver(later);
    assert.ok(job?.isRunning, `${job}`);
    job.release();
    await scene.untilOver([job]);
  });
  await expectBalance(scene);
  await scene.untilPlaceholdersReady();
});

function agentPod(scene: Scene): V1Pod {
  const [seen] = scene.pods.agentPods;
  assert.ok(seen, 'there is no agent pod');
  return seen.pod;
}

const untilTerminating = (scene: Scene) =>
  eventually('the pod is terminating', () => agentPod(scene).metadata?.deletionTimestamp !== undefined);

async function untilPlaceholderReplaced(scene: Scene, { metadata }: V1Pod): Promise<void> {
  const isNew = ({ pod, isDeleted }: SeenPod) => !isDeleted && pod.metadata?.uid !== metadata?.uid;
  await eventually("the placeholder's new pod is ready", () => scene.pods.placeholderPods.some((seen) => isNew(seen) && isReady(seen.pod)));
}
