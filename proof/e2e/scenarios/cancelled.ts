import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { expectBalance } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

const CANCELLED = { pods: 1, results: { canceled: 1 } };

suite('a job is cancelled', { concurrency: true }, () => {
  scenario('before its agent is registered: the next job runs in its pod', { name: 'cancel-next' }, async (scene) => {
    const job = scene.queueOne();
    await eventually('KEDA has created a pod', () => scene.pods.agentPods.length === 1);
    scene.devops.cancelJob(job.inDevOps);
    scene.queue(1);
    await expectBalance(scene, { pods: 1, results: { canceled: 1, succeeded: 1 }, neverStarted: 1 });
  });

  scenario('before its agent is registered, and no other job is queued: the agent deregisters', { name: 'cancel-last' }, async (scene) => {
    const job = scene.queueOne();
    await eventually('KEDA has created a pod', () => scene.pods.agentPods.length === 1);
    scene.devops.cancelJob(job.inDevOps);
    await expectBalance(scene, { ...CANCELLED, neverStarted: 1 });
    await expectPodSucceeded(scene);
  });

  scenario(
    'after it is assigned, before its agent has polled for it: the agent deregisters',
    { name: 'cancel-unheard', stub: { neverPolls: true } },
    async (scene) => {
      const job = scene.queueOne();
      await eventually('the job is assigned', () => job.inDevOps.agentName);
      scene.devops.cancelJob(job.inDevOps);
      await expectBalance(scene, { ...CANCELLED, neverStarted: 1 });
      await expectPodSucceeded(scene);
    },
  );

  scenario('while its agent confirms that it takes the job: the agent deregisters', { name: 'cancel-heard' }, async (scene) => {
    const slow = scene.devops.fault({ method: 'PATCH', path: /\/jobrequests\//, answer: '200-delayed', delayMs: 5000, times: 1 });
    const job = scene.queueOne();
    await eventually('the agent has taken the job', () => slow.hits === 1);
    scene.devops.cancelJob(job.inDevOps);
    await expectBalance(scene, { ...CANCELLED, neverStarted: 1 });
    await expectPodSucceeded(scene);
  });

  scenario('while it runs: its script is stopped and its pod ends', { name: 'cancel-running' }, async (scene) => {
    const job = scene.queueOne({ held: true });
    await scene.untilRunning([job]);
    scene.devops.cancelJob(job.inDevOps);
    await expectBalance(scene, CANCELLED);
    await expectPodSucceeded(scene);
  });
});

/** A cancelled job is not a failure of its agent, so its pod must not raise the alert on failed pods. */
async function expectPodSucceeded({ pods }: Scene): Promise<void> {
  await eventually('the pod has ended or is deleted', () =>
    pods.agentPods.every(({ pod, isDeleted }) => isDeleted || pod.status?.phase !== 'Running'),
  );
  assert.deepEqual(
    pods.agentPods.map(({ pod }) => pod.status?.phase),
    ['Succeeded'],
  );
}
