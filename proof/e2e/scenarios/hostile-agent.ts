import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { completed } from '../../fake-devops/state/agent';
import { finished } from '../../fake-devops/state/job-request';
import { expectBalance } from '../scene/balance';
import { nameOf, onlyAgentPod, runInContainer, statusOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { KILL_CONTAINER, leaveListenerBehind } from '../scene/hostile-scripts';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';
import { sampleValue, scrapePlaceholder } from '../scene/scrape';
import { StolenAgent } from '../scene/stolen-agent';
import type { TestJob } from '../scene/test-job';

/**
 * Limit for the end of the pod. The registrar notices the end of the job within a minute and waits 90 s for the listener to end.
 * The kubelet measures volumes once a minute.
 */
const POD_END_SECONDS = 8 * 60;
/** Limit for the deletion of the agent. The registrar gives up after 90 s, and the placeholder makes a round each minute. */
const REAP_SECONDS = 6 * 60;

suite('a job that tries to keep its agent', { concurrency: true }, () => {
  scenario(
    'suspends "run" and leaves a listener behind: the listener gets no other job, and the pod ends',
    { name: 'left' },
    async (scene) => {
      const job = scene.queueOne({ script: leaveListenerBehind() });
      await scene.untilOver([job]);
      const { inDevOps } = job;
      assert.equal(inDevOps.result, 'succeeded');
      assert.deepEqual(
        scene.agents.map(({ name, enabled }) => ({ name, enabled })),
        [{ name: inDevOps.agentName, enabled: false }],
      );
      await eventually('the listener left behind is online', () =>
        scene.agents.some(({ name, status }) => name === inDevOps.agentName && status === 'online'),
      );
      await expectOthersRun(scene, job);

      const pod = () => scene.pods.agentPods.find((seen) => nameOf(seen.pod) === inDevOps.agentName)?.pod;
      await eventually(
        () => `the pod has ended: ${pod()?.status?.phase}`,
        () => ['Failed', 'Succeeded'].includes(pod()?.status?.phase ?? ''),
        { withinSeconds: POD_END_SECONDS },
      );
      const ended = pod();
      assert.ok(ended);
      assert.equal(ended.status?.reason, 'Evicted');
      assert.match(ended.status?.message ?? '', /EmptyDir volume "evict" exceeds the limit "1Mi"/);
      await eventually('the agent container does not run', () => statusOf(pod() ?? ended, 'agent')?.state?.running === undefined);
      await expectBalance(scene, { pods: 3 });
    },
  );

  scenario(
    'copies the key and kills its container: the stolen agent gets no other job, shows in the metrics and is deleted',
    { name: 'stolen' },
    async (scene) => {
      scene.devops.settings.sessionExpiryMs = 2000;
      const job = scene.queueOne({ script: `while [ ! -e "$AGENT_WORKFOLDER/kill" ]; do sleep 0.2; done\n${KILL_CONTAINER}\nsleep 600` });
      await scene.untilRunning([job]);
      await eventually('the agent is disabled', () => scene.agents[0]?.enabled === false);
      const pod = onlyAgentPod(scene);
      const thief = await StolenAgent.copy(scene, pod, 'agent');
      try {
        await runInContainer(scene, pod, 'agent', ['touch', '/azp/_work/kill']);
        await eventually('the container was killed', () => statusOf(onlyAgentPod(scene), 'agent')?.state?.terminated?.exitCode === 137);
        thief.start();
        await eventually('the stolen agent is online', () => scene.agents[0]?.status === 'online' && thief.isListening);
        await eventually('the pod has failed', () => onlyAgentPod(scene).status?.phase === 'Failed');
        await eventually(
          'the placeholder counts an online agent without a pod',
          async () => sampleValue(await scrapePlaceholder(scene), 'azp_agents_without_pod_online_total') === 1,
          { withinSeconds: REAP_SECONDS },
        );
        assert.equal(scene.agents[0]?.status, 'online', 'it is not deleted while a job is assigned to it');
        completeAsThief(scene, job);
        await expectOthersRun(scene, job);
        await eventually('the stolen agent is deleted', () => scene.agents.every(({ name }) => name !== job.inDevOps.agentName), {
          withinSeconds: REAP_SECONDS,
        });
        assert.equal(sampleValue(await scrapePlaceholder(scene), 'azp_agents_reaped_total'), 1);
      } finally {
        await thief.end();
      }
      await expectBalance(scene, { pods: 3 });
    },
  );
});

/** Queues two more jobs and asserts that other agents run them. */
async function expectOthersRun(scene: Scene, first: TestJob): Promise<void> {
  const others = scene.queue(2);
  await scene.untilOver(others);
  assert.ok(!others.some(({ inDevOps }) => inDevOps.agentName === first.inDevOps.agentName), `${others.join('; ')}`);
}

/** Completes the job in the fake Azure DevOps, which the thief may do with the agent's key. */
function completeAsThief({ devops, agents }: Scene, { inDevOps }: TestJob): void {
  const pool = devops.pool('linux');
  const stolen = agents.find(({ name }) => name === inDevOps.agentName);
  assert.ok(stolen && inDevOps.request);
  pool.putRequest(finished(pool.request(inDevOps.request.requestId), 'succeeded', Date.now()));
  pool.putAgent(completed(pool.agent(stolen.id), { now: Date.now() }));
}
