import assert from 'node:assert/strict';
import { expectBalance } from '../scene/balance';
import { onlyAgentPod } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { MovedClock } from '../scene/moved-clock';
import { scenario } from '../scene/scenario';
import { LOCK_MINUTES, REAP_MINUTES } from '../scene/service-times';

const AGENT_POOLS = [{ name: 'linux', workDisk: '100Mi', scratchDisk: '100Mi' }];
const clock = new MovedClock();

scenario(
  'a job that fills its disk is evicted, and the node has no disk pressure',
  { name: 'full-disk', agentPools: AGENT_POOLS, clock },
  async (scene) => {
    const job = scene.queueOne({ script: 'head -c 300M /dev/zero > ~/large; sleep 600' });
    await scene.untilRunning([job]);
    await eventually('the pod is evicted', () => onlyAgentPod(scene).status?.reason === 'Evicted');
    const { message = '' } = onlyAgentPod(scene).status ?? {};
    assert.match(message, /container agent exceeded its local ephemeral storage limit "200Mi"/i);
    const { items: nodes } = await scene.kubernetes.core.listNode();
    const diskPressure = nodes
      .flatMap(({ status }) => status?.conditions ?? [])
      .filter(({ type, status }) => type === 'DiskPressure' && status !== 'False');
    assert.deepEqual(diskPressure, []);

    // The kubelet gives an evicted pod one second, so the agent cannot deregister.
    clock.skip(LOCK_MINUTES + 1);
    await scene.untilOver([job]);
    await eventually('the agent is offline or deleted', () => scene.agents.every(({ status }) => status === 'offline'));
    clock.skip(REAP_MINUTES + 1);
    await expectBalance(scene, { results: { abandoned: 1 } });
  },
);
