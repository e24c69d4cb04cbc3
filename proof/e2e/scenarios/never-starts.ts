import assert from 'node:assert/strict';
import { balances } from '../scene/balance';
import { nameOf, statusOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { kedaLooked } from '../scene/keda';
import type { SeenPod } from '../scene/pod-watch';
import { setImage } from '../scene/scaled-job';
import { scenario } from '../scene/scenario';

/** Nothing listens there, on the node itself: no request leaves it. */
const MISSING_IMAGE = '127.0.0.1:9/missing:1';

const agentPools = [{ name: 'good' }, { name: 'broken' }];

scenario('a pod whose image is missing keeps nobody else waiting, and is made once', { name: 'never', agentPools }, async (scene) => {
  await setImage(scene, 'broken', MISSING_IMAGE);
  const stuckJob = scene.queueOne({ pool: 'broken' });
  const stuckPods = () => scene.pods.agentPods.filter(({ pod }) => nameOf(pod).startsWith(scene.scaledJob('broken')));
  await eventually('its image cannot be pulled', () => stuckPods().some(lacksImage));

  const good = scene.queue(2, { pool: 'good' });
  await scene.over(good);
  scene.queue(1, { pool: 'good' });
  await scene.over(scene.jobs.filter((job) => job !== stuckJob));
  await kedaLooked(scene, 6);
  assert.equal(stuckPods().length, 1);
  assert.equal(stuckJob.starts, 0);

  await setImage(scene, 'broken', scene.environment.image);
  const [stuck] = stuckPods();
  const job = stuck?.pod.metadata?.labels?.['job-name'];
  assert.ok(job);
  await scene.kubernetes.batch.deleteNamespacedJob({ namespace: scene.namespace, name: job, propagationPolicy: 'Background' });
  await balances(scene, { pods: 5, agents: 4 });
});

const lacksImage = ({ pod }: SeenPod): boolean =>
  ['ErrImagePull', 'ImagePullBackOff'].includes(statusOf(pod, 'registrar')?.state?.waiting?.reason ?? '');
