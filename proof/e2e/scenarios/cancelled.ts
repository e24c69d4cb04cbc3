import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { balances } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

const CANCELLED = { pods: 1, results: { canceled: 1 } };

suite('a job is cancelled', { concurrency: true }, () => {
  scenario('before an agent is there: the next job takes its pod', { name: 'cancel-next' }, async (scene) => {
    const job = scene.queueOne();
    await eventually('a pod is made', () => scene.pods.agentPods.length === 1);
    scene.devops.cancelJob(job.inDevOps);
    scene.queue(1);
    await balances(scene, { pods: 1, results: { canceled: 1, succeeded: 1 }, neverStarted: 1 });
  });

  scenario('before an agent is there, and no other comes: the agent leaves', { name: 'cancel-last' }, async (scene) => {
    const job = scene.queueOne();
    await eventually('a pod is made', () => scene.pods.agentPods.length === 1);
    scene.devops.cancelJob(job.inDevOps);
    await balances(scene, { ...CANCELLED, neverStarted: 1 });
    await podEndedWell(scene);
  });

  scenario(
    'while its agent has not heard of it: the agent leaves',
    { name: 'cancel-unheard', stub: { neverPolls: true } },
    async (scene) => {
      const job = scene.queueOne();
      await eventually('the job is assigned', () => job.inDevOps.agentName);
      scene.devops.cancelJob(job.inDevOps);
      await balances(scene, { ...CANCELLED, neverStarted: 1 });
      await podEndedWell(scene);
    },
  );

  scenario('while its agent confirms it: the agent leaves', { name: 'cancel-heard' }, async (scene) => {
    const slow = scene.devops.fault({ method: 'PATCH', path: /\/jobrequests\//, answer: '200-delayed', delayMs: 5000, times: 1 });
    const job = scene.queueOne();
    await eventually('the agent has taken the job', () => slow.hits === 1);
    scene.devops.cancelJob(job.inDevOps);
    await balances(scene, { ...CANCELLED, neverStarted: 1 });
    await podEndedWell(scene);
  });

  scenario('while it runs: its script is stopped, its pod ends', { name: 'cancel-running' }, async (scene) => {
    const job = scene.queueOne({ held: true });
    await scene.running([job]);
    scene.devops.cancelJob(job.inDevOps);
    await balances(scene, CANCELLED);
    await podEndedWell(scene);
  });
});

/** A cancelled job is no failure of its agent: an alert on failed pods stays silent. */
async function podEndedWell({ pods }: Scene): Promise<void> {
  await eventually('the pod has ended or is gone', () => pods.agentPods.every(({ pod, gone }) => gone || pod.status?.phase !== 'Running'));
  assert.deepEqual(
    pods.agentPods.map(({ pod }) => pod.status?.phase),
    ['Succeeded'],
  );
}
