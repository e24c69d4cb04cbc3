import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { balances } from '../scene/balance';
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
      await scene.running([running]);
      scene.queue(1);
      const watch = new PlaceholderWatch(scene);
      const [before] = scene.placeholders;
      await deletePod(scene);
      scene.queue(1);
      await replaced(scene);
      scene.queue(1);
      running.release();
      await balances(scene);
      watch.end();
      assert.deepEqual([...watch.faults], []);
      assert.deepEqual(
        scene.placeholders.map(({ id, name, enabled }) => ({ id, name, enabled })),
        [{ id: before?.id, name: before?.name, enabled: false }],
      );
    },
  );

  scenario('its pod is deleted while nothing else is registered: a job is not refused', { name: 'keeper-alone' }, async (scene) => {
    const watch = new PlaceholderWatch(scene);
    await deletePod(scene);
    await eventually('its pod is on its way out', () => scene.pods.placeholderPods[0]?.pod.metadata?.deletionTimestamp);
    scene.queue(1);
    await replaced(scene);
    scene.queue(1);
    await balances(scene);
    watch.end();
    assert.deepEqual([...watch.faults], []);
  });

  scenario('somebody deletes its agent: it comes back within a minute or so', { name: 'keeper-agent' }, async (scene) => {
    const [before] = scene.placeholders;
    assert.ok(before);
    await deleteAgent(scene, before.id);
    assert.match(scene.devops.queueJob({ pool: 'linux' }).record.issue ?? 'not refused', /^No agent found in pool linux/);
    await scene.placeholdersReady();
    assert.notEqual(scene.placeholders[0]?.id, before.id);
    scene.queue(1);
    await balances(scene);
  });
});

async function deletePod({ kubernetes, namespace, pods }: Scene): Promise<void> {
  const [first] = pods.placeholderPods;
  assert.ok(first, 'there is no placeholder pod');
  await kubernetes.core.deleteNamespacedPod({ namespace, name: nameOf(first.pod) });
}

/** The first pod is gone and another one does its work. */
const replaced = ({ pods }: Scene): Promise<unknown> =>
  eventually(
    () => `a second placeholder pod is ready, among ${pods.placeholderPods.map(({ pod }) => nameOf(pod))}`,
    () => {
      const [first, second] = pods.placeholderPods;
      return first?.gone && second !== undefined && statusOf(second.pod, 'placeholder')?.ready;
    },
  );

/** As an administrator does it on the page of the agent pool. */
async function deleteAgent({ devops }: Scene, id: number): Promise<void> {
  const url = `${devops.url}/_apis/distributedtask/pools/${devops.pool('linux').id}/agents/${id}?api-version=7.1`;
  const authorization = `Basic ${Buffer.from(`:${devops.token}`).toString('base64')}`;
  const { status } = await fetch(url, { method: 'DELETE', headers: { authorization } });
  assert.equal(status, 204);
}
