import assert from 'node:assert/strict';
import { expectBalance } from '../scene/balance';
import { nameOf, statusOf } from '../scene/containers';
import { MISSING_IMAGE, setImage } from '../scene/edit-objects';
import { eventually } from '../scene/eventually';
import type { SeenPod } from '../scene/pod-watch';
import { untilQueueRead } from '../scene/queue-reads';
import { scenario } from '../scene/scenario';

const AGENT_POOLS = [{ name: 'good' }, { name: 'broken' }];

scenario(
  'a pod whose image is missing is created once, and does not delay other entries',
  { name: 'never', agentPools: AGENT_POOLS },
  async (scene) => {
    await setImage(scene, 'broken', MISSING_IMAGE);
    const stuckJob = scene.queueOne({ pool: 'broken' });
    const stuckPods = () => scene.pods.agentPods.filter(({ pod }) => nameOf(pod).startsWith(scene.scaledJobName('broken')));
    await eventually('the image of the pod cannot be pulled', () => stuckPods().some(lacksImage));

    const good = scene.queue(2, { pool: 'good' });
    await scene.untilOver(good);
    scene.queue(1, { pool: 'good' });
    await scene.untilOver(scene.jobs.filter((job) => job !== stuckJob));
    await untilQueueRead(scene, 6);
    assert.equal(stuckPods().length, 1);
    assert.equal(stuckJob.starts, 0);

    await setImage(scene, 'broken', scene.environment.image);
    const [stuck] = stuckPods();
    const job = stuck?.pod.metadata?.labels?.['job-name'];
    assert.ok(job);
    await scene.kubernetes.batch.deleteNamespacedJob({ namespace: scene.namespace, name: job, propagationPolicy: 'Background' });
    await expectBalance(scene, { pods: 5, agents: 4 });
  },
);

const lacksImage = ({ pod }: SeenPod): boolean =>
  ['ErrImagePull', 'ImagePullBackOff'].includes(statusOf(pod, 'registrar')?.state?.waiting?.reason ?? '');
