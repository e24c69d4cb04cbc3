import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { expectBalance } from '../scene/balance';
import { nameOf, statusOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { PlaceholderWatch } from '../scene/placeholder-watch';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

suite('the placeholder', { concurrency: true }, () => {
  scenario(
    'its pod is deleted while jobs wait: the queue stays open',
    { name: 'keeper', agentPools: [{ maxAgents: 1 }] },
    async (scene) => {
      const running = scene.queueOne({ held: true });
      await scene.untilRunning([running]);
      scene.queue(1);
      const watch = new PlaceholderWatch(scene);
      const [before] = scene.placeholders;
      await deletePod(scene);
      scene.queue(1);
      await untilPodReplaced(scene);
      scene.queue(1);
      running.release();
      await expectBalance(scene);
      watch.end();
      assert.deepEqual([...watch.violations], []);
      assert.deepEqual(
        scene.placeholders.map(({ id, name, enabled }) => ({ id, name, enabled })),
        [{ id: before?.id, name: before?.name, enabled: false }],
      );
    },
  );

  scenario('its pod is deleted while no agent is registered: a job is not refused', { name: 'keeper-alone' }, async (scene) => {
    const watch = new PlaceholderWatch(scene);
    await deletePod(scene);
    await eventually('its pod is terminating', () => scene.pods.placeholderPods[0]?.pod.metadata?.deletionTimestamp);
    scene.queue(1);
    await untilPodReplaced(scene);
    scene.queue(1);
    await expectBalance(scene);
    watch.end();
    assert.deepEqual([...watch.violations], []);
  });

  scenario('its agent is deleted by hand: the placeholder registers it again', { name: 'keeper-agent' }, async (scene) => {
    const [before] = scene.placeholders;
    assert.ok(before);
    await deleteAgent(scene, before.id);
    assert.match(scene.devops.queueJob({ pool: 'linux' }).record.issue ?? 'not refused', /^No agent found in pool linux/);
    await scene.untilPlaceholdersReady();
    assert.notEqual(scene.placeholders[0]?.id, before.id);
    scene.queue(1);
    await expectBalance(scene);
  });
});

async function deletePod({ kubernetes, namespace, pods }: Scene): Promise<void> {
  const [first] = pods.placeholderPods;
  assert.ok(first, 'there is no placeholder pod');
  await kubernetes.core.deleteNamespacedPod({ namespace, name: nameOf(first.pod) });
}

/** Waits until the first pod is deleted and a second one is ready. */
const untilPodReplaced = ({ pods }: Scene): Promise<unknown> =>
  eventually(
    () => `a second placeholder pod is ready; pods: ${pods.placeholderPods.map(({ pod }) => nameOf(pod))}`,
    () => {
      const [first, second] = pods.placeholderPods;
      return first?.isDeleted && second !== undefined && statusOf(second.pod, 'placeholder')?.ready;
    },
  );

/** Deletes an agent as an administrator does on the page of the agent pool. */
async function deleteAgent({ devops }: Scene, id: number): Promise<void> {
  const url = `${devops.url}/_apis/distributedtask/pools/${devops.pool('linux').id}/agents/${id}?api-version=7.1`;
  const authorization = `Basic ${Buffer.from(`:${devops.token}`).toString('base64')}`;
  const { status } = await fetch(url, { method: 'DELETE', headers: { authorization } });
  assert.equal(status, 204);
}
