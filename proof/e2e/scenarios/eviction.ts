import assert from 'node:assert/strict';
import type { V1Pod } from '@kubernetes/client-node';
import { balances } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { drained, evict, hasOtherNode } from '../scene/eviction';
import { isReady } from '../scene/is-ready';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

scenario('a running agent is evicted: its job ends well, the next one gets another pod', { name: 'evict' }, async (scene) => {
  const [job] = scene.queue(1, { held: true });
  await scene.running(scene.jobs);
  assert.equal(await evict(scene, agentPod(scene)), 'evicted');
  await terminating(scene);
  await scene.over(scene.queue(1));
  assert.ok(job?.isRunning, `${job}`);
  job.release();
  await balances(scene);
});

// Idle for half an hour: only the eviction makes it leave.
scenario(
  'an idle agent is evicted: it leaves, and takes no job any more',
  { name: 'idle', agentPools: [{ idleMinutes: 30 }] },
  async (scene) => {
    const [cancelled] = scene.queue(1);
    await eventually('KEDA has made a pod', () => scene.pods.agentPods.length === 1);
    if (cancelled) scene.devops.cancelJob(cancelled.inDevOps);
    await eventually('an agent is online', () => scene.agents.some(({ status }) => status === 'online'));
    assert.equal(await evict(scene, agentPod(scene)), 'evicted');
    await eventually('no agent takes jobs', () => scene.agents.every(({ enabled }) => !enabled));
    scene.queue(1);
    await balances(scene, { pods: 2, results: { canceled: 1, succeeded: 1 }, neverStarted: 1 });
  },
);

scenario('with a budget a running agent is not evicted', { name: 'budget', agentPools: [{ podDisruptionBudget: true }] }, async (scene) => {
  const [job] = scene.queue(1, { held: true });
  await scene.running(scene.jobs);
  assert.equal(await evict(scene, agentPod(scene)), 'refused');
  assert.equal(agentPod(scene).metadata?.deletionTimestamp, undefined);
  job?.release();
  await balances(scene);
});

scenario("the placeholder's pod is evicted: another one takes its place, the queue stays open", { name: 'held-open' }, async (scene) => {
  const [first] = scene.pods.placeholderPods;
  assert.ok(first);
  assert.equal(await evict(scene, first.pod), 'evicted');
  scene.queue(1);
  await placeholderBack(scene, first.pod);
  await balances(scene);
  await scene.placeholdersReady();
});

scenario('a node is drained: the job on it ends well, others run elsewhere', { name: 'drain' }, async (scene) => {
  const [job] = scene.queue(1, { held: true });
  await scene.running(scene.jobs);
  const node = agentPod(scene).spec?.nodeName ?? '';
  await drained(scene, node, async () => {
    await terminating(scene);
    const later = scene.queue(2);
    await eventually('KEDA has made two more pods', () => scene.pods.agentPods.length === 3);
    if (await hasOtherNode(scene, node)) await scene.over(later);
    assert.ok(job?.isRunning, `${job}`);
    job.release();
    await scene.over([job]);
  });
  await balances(scene);
  await scene.placeholdersReady();
});

function agentPod(scene: Scene): V1Pod {
  const [seen] = scene.pods.agentPods;
  assert.ok(seen, 'there is no agent pod');
  return seen.pod;
}

const terminating = (scene: Scene) => eventually('the pod is told to end', () => agentPod(scene).metadata?.deletionTimestamp !== undefined);

async function placeholderBack(scene: Scene, { metadata }: V1Pod): Promise<void> {
  const isNew = ({ pod, gone }: Scene['pods']['placeholderPods'][number]) => !gone && pod.metadata?.uid !== metadata?.uid;
  await eventually("the placeholder's new pod is ready", () => scene.pods.placeholderPods.some((seen) => isNew(seen) && isReady(seen.pod)));
}
