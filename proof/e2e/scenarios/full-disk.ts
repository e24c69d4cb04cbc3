import assert from 'node:assert/strict';
import { balances } from '../scene/balance';
import { onlyAgentPod } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { MovedClock } from '../scene/moved-clock';
import { scenario } from '../scene/scenario';

/** Minutes until Azure DevOps gives a job up whose agent renews no lock any more, and until the placeholder deletes the agent. */
const [LOCK_MINUTES, REAP_MINUTES] = [10, 15];

const agentPools = [{ name: 'linux', workDisk: '100Mi', scratchDisk: '100Mi' }];
const clock = new MovedClock();

scenario('a job that fills the disk loses its own pod alone', { name: 'full-disk', agentPools, clock }, async (scene) => {
  const job = scene.queueOne({ script: 'head -c 300M /dev/zero > ~/large; sleep 600' });
  await scene.running([job]);
  await eventually('the pod is evicted', () => onlyAgentPod(scene).status?.reason === 'Evicted');
  const { message = '' } = onlyAgentPod(scene).status ?? {};
  assert.match(message, /container agent exceeded its local ephemeral storage limit "200Mi"/i);
  const { items: nodes } = await scene.kubernetes.core.listNode();
  const pressed = nodes
    .flatMap(({ status }) => status?.conditions ?? [])
    .filter(({ type, status }) => type === 'DiskPressure' && status !== 'False');
  assert.deepEqual(pressed, []);

  // The kubelet gives an evicted pod one second, too little to deregister.
  clock.skip(LOCK_MINUTES + 1);
  await scene.over([job]);
  await eventually('the agent is offline or gone', () => scene.agents.every(({ status }) => status === 'offline'));
  clock.skip(REAP_MINUTES + 1);
  await balances(scene, { results: { abandoned: 1 } });
});
