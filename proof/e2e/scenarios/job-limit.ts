import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { expectBalance } from '../scene/balance';
import { onlyAgentPod, statusOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { SUSPEND_RUN } from '../scene/hostile-scripts';
import { MovedClock } from '../scene/moved-clock';
import { scenario } from '../scene/scenario';
import { LOCK_MINUTES, REAP_MINUTES } from '../scene/service-times';

const AGENT_POOLS = [{ jobTimeoutMinutes: 1 }];

/** Limit for the end of the pod: the job's limit of a minute, a minute more, 90 s to cancel it, and a minute of the kubelet. */
const POD_END_SECONDS = 8 * 60;

suite('a job takes longer than jobTimeoutMinutes', { concurrency: true }, () => {
  scenario(
    'its agent cancels it and reports that, and the pod ends as it should',
    { name: 'limit', agentPools: AGENT_POOLS },
    async (scene) => {
      const job = scene.queueOne({ held: true });
      await scene.untilRunning([job]);
      await scene.untilOver([job], { withinSeconds: POD_END_SECONDS });
      await eventually('the pod has ended', () => onlyAgentPod(scene).status?.phase === 'Succeeded');
      await expectBalance(scene, { results: { canceled: 1 } });
    },
  );

  const clock = new MovedClock();
  scenario(
    'it prevents its cancellation: its pod is evicted, and the placeholder reaps its agent',
    { name: 'limit-evict', agentPools: AGENT_POOLS, clock },
    async (scene) => {
      const job = scene.queueOne({ script: `${SUSPEND_RUN}\nsleep 3600` });
      await scene.untilRunning([job]);
      await eventually('the pod is evicted', () => onlyAgentPod(scene).status?.reason === 'Evicted', { withinSeconds: POD_END_SECONDS });
      const pod = onlyAgentPod(scene);
      assert.match(pod.status?.message ?? '', /EmptyDir volume "evict" exceeds the limit "1Mi"/);
      await eventually('the agent container does not run', () => statusOf(onlyAgentPod(scene), 'agent')?.state?.running === undefined);

      // The kubelet gives an evicted pod one second, so the agent cannot deregister.
      clock.skip(LOCK_MINUTES + 1);
      await scene.untilOver([job]);
      await eventually('the agent is offline or deleted', () => scene.agents.every(({ status }) => status === 'offline'));
      clock.skip(REAP_MINUTES + 1);
      await expectBalance(scene, { results: { abandoned: 1 } });
    },
  );
});
