import assert from 'node:assert/strict';
import { expectBalance } from '../scene/balance';
import { onlyAgentPod, runInContainer } from '../scene/containers';
import { mergePatch } from '../scene/edit-objects';
import { untilQueueRead } from '../scene/queue-reads';
import { scenario } from '../scene/scenario';

scenario('an agent whose pod has its own users (hostUsers: false) takes a job and writes files', { name: 'users' }, async (scene) => {
  await mergePatch(scene, {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledJob',
    metadata: { name: scene.scaledJobName() },
    spec: { jobTargetRef: { template: { spec: { hostUsers: false } } } },
  });
  // From then on KEDA makes Jobs from the changed object.
  await untilQueueRead(scene, 2);
  const [job] = scene.queue(1, { held: true });
  await scene.untilRunning(scene.jobs);
  // First user here, the user that it is on the node, and how many there are.
  const map = await runInContainer(scene, onlyAgentPod(scene), 'agent', ['cat', '/proc/self/uid_map']);
  const [first, onNode] = map.trim().split(/\s+/);
  assert.equal(first, '0');
  assert.notEqual(onNode, '0');
  const file = await runInContainer(scene, onlyAgentPod(scene), 'agent', ['sh', '-c', 'touch /azp/_work/x && stat -c %u /azp/_work/x']);
  assert.equal(file.trim(), '10001');
  job?.release();
  await expectBalance(scene);
});
